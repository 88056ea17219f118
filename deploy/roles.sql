-- Two roles beside the server's own: liangze_owner owns the tables and migrates them, liangze_app
-- runs the platform and owns nothing: it can neither empty a table nor put a trigger off.
-- Run with psql by the server's superuser in the platform's database: by the container when the
-- database is made, by hand where one was made before. May be run again at any time.
\set ON_ERROR_STOP on
\getenv owner_password OWNER_PASSWORD
\getenv app_password APP_PASSWORD

SELECT format('CREATE ROLE %I', name)
FROM unnest(ARRAY['liangze_owner', 'liangze_app']) AS name
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec
ALTER ROLE liangze_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'owner_password';
ALTER ROLE liangze_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'app_password';

SELECT format('ALTER DATABASE %I OWNER TO liangze_owner', current_database()) \gexec
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database()) \gexec
SELECT format('GRANT CONNECT ON DATABASE %I TO liangze_app', current_database()) \gexec
ALTER SCHEMA public OWNER TO liangze_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO liangze_app;

-- What the server's own role had made before there were two.
SELECT format('ALTER TABLE %s OWNER TO liangze_owner', oid::regclass)
FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm') \gexec
SELECT format('ALTER SEQUENCE %s OWNER TO liangze_owner', oid::regclass)
FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'
    AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype IN ('a', 'i')) \gexec
SELECT format('ALTER ROUTINE %s OWNER TO liangze_owner', oid::regprocedure)
FROM pg_proc WHERE pronamespace = 'public'::regnamespace \gexec

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO liangze_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO liangze_app;
ALTER DEFAULT PRIVILEGES FOR ROLE liangze_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO liangze_app;
ALTER DEFAULT PRIVILEGES FOR ROLE liangze_owner IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO liangze_app;

#!/bin/sh
# Keep the database and the folder of files in a new folder of $BACKUPS, named by the instant (UTC).
# The database is where PGHOST, PGUSER, PGPASSWORD and PGDATABASE say (the role that owns the tables),
# the files are in $FILES. Files come after the database: what it names of them is all there.
set -eu
umask 077
instant() { date -u +%Y%m%dT%H%M%SZ; }
name=$(instant)
while [ -e "$BACKUPS/$name" ] || [ -e "$BACKUPS/$name.part" ]; do  # one of the same second
    sleep 1
    name=$(instant)
done
FOLDER=$BACKUPS/$name.part  # a backup that broke off keeps this ending
export FOLDER
mkdir "$FOLDER"

# The rows are counted in the very snapshot that is dumped.
psql --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 <<'SQL'
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
SELECT pg_export_snapshot() AS snapshot \gset
\setenv SNAPSHOT :snapshot
\! pg_dump --format=custom --no-owner --no-privileges --snapshot="$SNAPSHOT" --file="$FOLDER/database.dump" && touch "$FOLDER/dumped"
\getenv folder FOLDER
\cd :folder
\o counts
SELECT format('SELECT %L, count(*) FROM %I', tablename, tablename)
FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename \gexec
COMMIT;
SQL
rm "$FOLDER/dumped"  # which is there where the dump came to its end
tar --create --file="$FOLDER/files.tar" --directory="$FILES" .
cd "$FOLDER"
pg_restore --file=/dev/null database.dump  # reads all of it
sha256sum database.dump files.tar counts > sums
cd /
mv "$FOLDER" "$BACKUPS/$name"
echo "$BACKUPS/$name: $(awk -F'|' '{ rows += $2 } END { print rows }' "$BACKUPS/$name/counts") rows," \
    "$(tar --list --file="$BACKUPS/$name/files.tar" | grep -vc '/$') files"

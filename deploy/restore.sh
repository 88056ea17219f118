#!/bin/sh
# Bring the backup in the folder $BACKUPS/$1 into an empty database and an empty folder of files, and
# count both. Where they are is said as for backup.sh; roles.sql has been run in the database before.
# The platform sends no text from a restored database before a person decides (adopt_database).
set -eu
umask 077
from=$BACKUPS/$1
(cd "$from" && sha256sum --check --quiet sums)

ask() { psql --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1; }
tables=$(echo "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'" | ask)
if [ "$tables" != 0 ]; then
    echo "The database is not empty: $tables tables. Nothing is restored." >&2
    exit 2
fi
if [ -n "$(ls -A "$FILES")" ]; then
    echo "The folder of files is not empty: $FILES. Nothing is restored." >&2
    exit 2
fi

pg_restore --exit-on-error --single-transaction --no-owner --no-privileges \
    --dbname="$PGDATABASE" "$from/database.dump"
# With the modes they had: the proxy reads them by another account.
tar --extract --preserve-permissions --file="$from/files.tar" --directory="$FILES"

found=$(mktemp)
trap 'rm -f "$found"' EXIT
ask > "$found" <<'SQL'
SELECT format('SELECT %L, count(*) FROM %I', tablename, tablename)
FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename \gexec
SQL
diff "$from/counts" "$found" || { echo "Other rows than were kept." >&2; exit 3; }
kept=$(tar --list --file="$from/files.tar" | grep -vc '/$') || true
files=$(find "$FILES" -type f | wc -l)
[ "$kept" -eq "$files" ] || { echo "$files files, $kept were kept." >&2; exit 3; }
# What a record holds must be there to be opened.
paths=$(mktemp)
trap 'rm -f "$found" "$paths"' EXIT
ask > "$paths" <<'SQL'
SELECT content FROM responsibility_storedfile
WHERE id IN (SELECT stored_file_id FROM responsibility_evidence) ORDER BY content;
SQL
while read -r path; do
    [ -f "$FILES/$path" ] || { echo "Missing in the backup: $path" >&2; exit 3; }
done < "$paths"
echo "$(awk -F'|' '{ rows += $2 } END { print rows }' "$found") rows, $files files"

#!/bin/sh
# A county's server on Debian 13 without containers. As root, from the release in /opt/liangze:
# makes what is missing and starts the services. An update is the new release in the same place and
# this once more: passwords, settings and data stay. On a new machine the name of a backup in
# /var/backups/liangze, as the one argument, brings that back before the first start.
set -eu
here=/opt/liangze
etc=/etc/liangze
secret() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }
setting() { sed -n "s/^$1=//p" "$2" 2>/dev/null | tail -n 1; }
stop() { echo "$1" >&2; exit 2; }

[ "$(id -u)" = 0 ] || stop "Run this as root."
[ "$(cd "$(dirname "$0")/../.." && pwd)" = $here ] || stop "The release belongs into $here."

install_packages() {
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        ca-certificates fonts-noto-cjk nginx postgresql python3-venv redis-server tzdata
    version=$(psql --version | sed 's/.* \([0-9]*\)\..*/\1/')
    [ "$version" -ge 17 ] || stop "PostgreSQL $version is too old: 17 or newer (Debian 13) is needed."
}

make_account_and_folders() {
    id liangze >/dev/null 2>&1 || useradd --system --user-group \
        --home-dir /var/lib/liangze --shell /usr/sbin/nologin liangze
    # The proxy hands out static files and, where the platform says so, uploads.
    usermod -a -G liangze www-data
    install -d -o liangze -g liangze -m 750 /var/lib/liangze /var/lib/liangze/files \
        /var/lib/liangze/static
    install -d -o liangze -g liangze -m 700 /var/backups/liangze
    install -d -m 750 $etc $etc/certificates
}

write_settings() {
    umask 077
    # What a person fills in; .env.example begins with the secrets, which are made below.
    [ -f $etc/settings ] || sed '1,/^REDIS_PASSWORD=/d' $here/.env.example >$etc/settings
    key=$(setting SECRET_KEY $etc/app.env)
    app=$(setting DATABASE_URL $etc/app.env | sed -n 's#.*://liangze_app:\(.*\)@.*#\1#p')
    redis=$(setting REDIS_URL $etc/app.env | sed -n 's#redis://:\(.*\)@.*#\1#p')
    owner=$(setting PGPASSWORD $etc/owner.env)
    key=${key:-$(secret)} app=${app:-$(secret)} redis=${redis:-$(secret)} owner=${owner:-$(secret)}
    cat >$etc/app.env <<END
LIANGZE_ENV=production
LIANGZE_DATA=/var/lib/liangze
TZ=Asia/Shanghai
SECRET_KEY=$key
DATABASE_URL=postgresql://liangze_app:$app@127.0.0.1/liangze
REDIS_URL=redis://:$redis@127.0.0.1:6380/0
SENDFILE_PREFIX=/protected/
END
    cat >$etc/owner.env <<END
DATABASE_URL=postgresql://liangze_owner:$owner@127.0.0.1/liangze
PGHOST=127.0.0.1
PGUSER=liangze_owner
PGPASSWORD=$owner
PGDATABASE=liangze
FILES=/var/lib/liangze/files
BACKUPS=/var/backups/liangze
END
    umask 022
    for name in ALLOWED_HOSTS CSRF_TRUSTED_ORIGINS SMS_CHANNEL; do
        [ -n "$(setting $name $etc/settings)" ] || missing="${missing:-}$name "
    done
    for name in fullchain.pem key.pem; do
        [ -f $etc/certificates/$name ] || missing="${missing:-}certificates/$name "
    done
    [ -z "${missing:-}" ] || stop "Fill in $etc/settings and run this again. Missing: $missing"
}

install_platform() {
    cd $here
    [ -x .venv/bin/python ] || python3 -m venv .venv
    .venv/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
    .venv/bin/python -m config.catalogue compile
    install -m 755 deploy/debian/liangze /usr/local/sbin/liangze
}

make_database() {
    service postgresql start
    as_postgres="runuser -u postgres -- psql -qX -v ON_ERROR_STOP=1"
    cd /
    exists="SELECT 1 FROM pg_database WHERE datname = 'liangze'"
    # The built-in collation: order is by position or pinyin key, never by collation.
    [ -n "$($as_postgres -At -c "$exists")" ] || $as_postgres -c "CREATE DATABASE liangze
        TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER builtin LOCALE 'C'
        BUILTIN_LOCALE 'C.UTF-8'"
    # On a disk without a moving arm an index is worth reading.
    $as_postgres -c "ALTER DATABASE liangze SET random_page_cost = 1.1"
    OWNER_PASSWORD=$owner APP_PASSWORD=$app $as_postgres -d liangze <$here/deploy/roles.sql
}

bring_back() {
    # shellcheck disable=SC2046 # each line is one word, made above
    env $(cat $etc/owner.env) setpriv --reuid liangze --regid liangze --init-groups \
        sh $here/deploy/restore.sh "$1"
}

make_redis() {
    umask 077
    cat >/etc/redis/redis-liangze.conf <<END
bind 127.0.0.1
port 6380
requirepass $redis
save ""
appendonly no
maxmemory-policy noeviction
supervised auto
dir /var/lib/redis
END
    umask 022
    chown redis:redis /etc/redis/redis-liangze.conf
}

make_proxy() {
    hosts=$(setting ALLOWED_HOSTS $etc/settings)
    sed -e "s#\${ALLOWED_HOSTS}#$hosts#" -e 's#server web:8000;#server 127.0.0.1:8000;#' \
        -e "s#/etc/nginx/certificates/#$etc/certificates/#" -e 's#/dev/stdout#/var/log/nginx/liangze.log#' \
        -e 's#/srv/\(static\|files\)/#/var/lib/liangze/\1/#' -e "s#root /srv;#root $here/deploy;#" \
        $here/deploy/nginx.conf >/etc/nginx/conf.d/liangze.conf
    rm -f /etc/nginx/sites-enabled/default
    nginx -t -q
}

start_services() {
    install -m 644 $here/deploy/debian/liangze-*.service $here/deploy/debian/liangze-*.timer \
        /etc/systemd/system/
    systemctl daemon-reload
    systemctl enable -q liangze-web liangze-worker liangze-ticker redis-server@liangze
    systemctl enable -q --now liangze-backup.timer
    systemctl stop liangze-web liangze-worker liangze-ticker
    systemctl restart redis-server@liangze liangze-setup
    systemctl start liangze-web liangze-worker liangze-ticker
    systemctl restart nginx
}

install_packages
make_account_and_folders
write_settings
install_platform
make_database
[ $# = 0 ] || bring_back "$1"
make_redis
make_proxy
start_services
echo "Runs. The first time: liangze open_county"

#!/bin/sh
# A real, throw-away MediaWiki 1.39 on 127.0.0.1 for tests, made of Debian's packages.
#
#   start-mediawiki.sh [start]   set up what is missing, start, print the URL of the API
#   start-mediawiki.sh stop      stop the server this script started
#   start-mediawiki.sh status    print the URL and exit 0 when it answers
#   start-mediawiki.sh reset     stop, drop the wiki's data, keep its code, start
#   start-mediawiki.sh mw SCRIPT [ARG...]   run maintenance/SCRIPT.php
#
# Environment: MW_DIR (default ${TMPDIR:-/tmp}/articlewatch-mediawiki), MW_PORT (8089), MW_WORKERS (4).
#
# Every step is skipped when its result is there. Root is needed only when PHP is missing: MediaWiki is
# unpacked with dpkg -x into MW_DIR, so Apache, a dependency of its package, is neither installed nor started.
#
# Knobs are files in $MW_DIR/ctl, read on every request:
#   readonly    text -> the wiki is read only for this reason
#   lag         N -> a replication lag of N seconds (for maxlag)
#   fault       "STATUS COUNT RETRY_AFTER": the next COUNT requests get that status
#               (0: body cut short, 1: status 200 with an HTML page, 2: 20 s of silence)
#   access.log  one JSON line a request: method, URI, status, headers
set -eu

ACTION=${1:-start}
HERE=$(cd "$(dirname "$0")" && pwd)
MW_DIR=${MW_DIR:-${TMPDIR:-/tmp}/articlewatch-mediawiki}
MW_PORT=${MW_PORT:-8089}
MW_WORKERS=${MW_WORKERS:-4}
HOST=127.0.0.1
URL=http://$HOST:$MW_PORT
API=$URL/api.php
CODE=$MW_DIR/wiki
DATA=$MW_DIR/data
CTL=$MW_DIR/ctl
PIDFILE=$MW_DIR/server.pid
BEGAN=$(date +%s)

say() { echo "[$(( $(date +%s) - BEGAN ))s] $*" >&2; }

# opcache with a file cache halves the start of each maintenance script (they load 500 files)
maintenance() {
    script=$1; shift
    mkdir -p "$MW_DIR/opcache"
    php -d opcache.enable_cli=1 -d "opcache.file_cache=$MW_DIR/opcache" -d memory_limit=512M \
        "$CODE/maintenance/$script.php" "$@"
}

logged() {
    log=$1; shift
    "$@" >"$MW_DIR/$log.log" 2>&1 || { tail -5 "$MW_DIR/$log.log" >&2; exit 1; }
}

answers() {
    # PHP asks: curl may not be there
    php -r '
      $c = stream_context_create(["http"=>["timeout"=>20,"header"=>"X-No-Fault: 1"]]);
      $r = @file_get_contents($argv[1]."?action=query&meta=siteinfo&format=json&formatversion=2", false, $c);
      exit($r !== false && isset(json_decode($r,true)["query"]["general"]) ? 0 : 1);
    ' "$API" 2>/dev/null
}

running() { [ -s "$PIDFILE" ] && kill -0 "$(cat "$PIDFILE")" 2>/dev/null; }

stop() {
    if running; then
        pid=$(cat "$PIDFILE")
        # setsid put the workers into the server's group, and all must go: one left over keeps the port and
        # would answer for the next server. dash accepts "kill -s TERM -- -PID", not "kill -TERM -- -PID".
        kill -s TERM -- "-$pid"
        n=0
        while kill -s 0 -- "-$pid" 2>/dev/null; do
            n=$((n+1)); [ $n -lt 50 ] || { kill -s KILL -- "-$pid"; break; }
            sleep 0.1
        done
        say "stopped pid $pid"
    fi
    rm -f "$PIDFILE"
}

packages() {
    want=
    for package in php-cli php-sqlite3 php-mbstring php-xml php-intl php-wikidiff2 php-curl php-luasandbox \
                   lua5.1; do
        dpkg-query -W -f '${Status}\n' "$package" 2>/dev/null | grep -q '^install ok installed' ||
            want="$want $package"
    done
    [ -z "$want" ] && return 0
    say "installing:$want"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086
    apt-get install -qq -y --no-install-recommends $want >"$MW_DIR/apt.log" 2>&1 || {
        apt-get update -qq
        apt-get install -qq -y --no-install-recommends $want >"$MW_DIR/apt.log" 2>&1
    }
}

code() {
    [ -f "$CODE/.complete" ] && return 0
    say "unpacking MediaWiki"
    rm -rf "$MW_DIR/deb" "$MW_DIR/x" "$CODE"
    mkdir -p "$MW_DIR/deb" "$MW_DIR/x"
    # as root, apt downloads as the user _apt, who must be able to write here
    ( cd "$MW_DIR/deb" && chmod 777 . &&
      { apt-get download -qq mediawiki mediawiki-classes 2>/dev/null ||
        { apt-get update -qq; apt-get download -qq mediawiki mediawiki-classes; }; } )
    for package in "$MW_DIR"/deb/*.deb; do dpkg -x "$package" "$MW_DIR/x"; done
    mv "$MW_DIR/x/usr/share/mediawiki" "$CODE"
    # Debian's tree points to /var/lib and /etc by absolute links: undo that
    for link in LocalSettings.php config extensions images; do rm -f "$CODE/$link"; done
    mv "$CODE/extensions-core" "$CODE/extensions"
    mkdir -p "$CODE/images" "$CODE/cache"
    rm -rf "$MW_DIR/x" "$MW_DIR/deb"
    : >"$CODE/.complete"
}

accounts() {
    maintenance createAndPromote --bot --sysop --force TestBot 'botpass-012345'
    maintenance createAndPromote --force Slow 'slowpass-012345'
    # bot password: log in as TestBot@tests with these 32 characters
    grants=basic,highvolume,editpage,editprotected,createeditmovepage,delete,rollback,viewdeleted
    maintenance createBotPassword --appid tests \
        --grants "$grants,viewrestrictedlogs,protect,patrol,oversight" TestBot 0123456789abcdef0123456789abcdef
}

wiki() {
    [ -f "$DATA/.complete" ] && return 0
    say "setting up the wiki (SQLite)"
    rm -rf "$DATA"; mkdir -p "$DATA"; rm -f "$CODE/LocalSettings.php"
    logged install maintenance install --dbtype sqlite --dbname wiki --dbpath "$DATA" --server "$URL" \
        --scriptpath "" --lang en --skins Vector --pass 'adminpass-0123' TestWiki Admin
    cp "$HERE/settings.php" "$MW_DIR/settings.php"
    printf '%s\n' "\$awCtl = '$CTL';" "\$awPort = $MW_PORT;" "require '$MW_DIR/settings.php';" \
        >>"$CODE/LocalSettings.php"
    logged update maintenance update --quick
    logged accounts accounts
    : >"$DATA/.complete"
}

serve() {
    if running && answers; then return 0; fi
    stop
    if answers; then say "something else already answers at $API"; exit 1; fi
    say "php -S $HOST:$MW_PORT with $MW_WORKERS workers"
    cp "$HERE/router.php" "$MW_DIR/router.php"
    # zlib.output_compression: under "php -S" MediaWiki does not compress by itself
    AW_CTL=$CTL PHP_CLI_SERVER_WORKERS=$MW_WORKERS setsid php \
        -d memory_limit=512M -d max_execution_time=120 -d expose_php=0 -d zlib.output_compression=1 \
        -d opcache.enable=1 -d opcache.memory_consumption=192 -d opcache.max_accelerated_files=20000 \
        -S "$HOST:$MW_PORT" -t "$CODE" "$MW_DIR/router.php" >"$MW_DIR/server.log" 2>&1 </dev/null &
    echo $! >"$PIDFILE"
    n=0
    until answers; do
        n=$((n+1))
        running && [ $n -lt 60 ] || { say "no answer from $API"; tail -5 "$MW_DIR/server.log" >&2; exit 1; }
        sleep 0.5
    done
}

everything() { packages; code; wiki; serve; say "ready"; echo "$API"; }

mkdir -p "$MW_DIR" "$CTL"
case $ACTION in
    start) everything ;;
    stop) stop ;;
    status) running && answers && echo "$API" ;;
    reset) stop; rm -rf "$DATA"; rm -f "$CTL"/*; everything ;;
    mw) shift; maintenance "$@" ;;
    *) sed -n '4,8p' "$0" >&2; exit 2 ;;
esac

<?php
// What LocalSettings.php adds for tests. $awCtl (the folder of the knobs) and $awPort are set before.
wfLoadExtensions( [ 'Cite', 'ParserFunctions', 'Scribunto', 'TemplateData', 'AbuseFilter' ] );
$wgPFEnableStringFunctions = true;
$wgScribuntoDefaultEngine = extension_loaded( 'luasandbox' ) ? 'luasandbox' : 'luastandalone';
$wgScribuntoEngineConf['luastandalone']['luaPath'] = '/usr/bin/lua5.1';
// Parsoid's own REST API: POST /rest.php/HOST/v3/transform/wikitext/to/lint
wfLoadExtension( 'Parsoid', "$IP/vendor/wikimedia/parsoid/extension.json" );
$wgParsoidSettings = [ 'useSelser' => true, 'linting' => true ];
// A short URL as on Wikimedia is not needed; article path stays index.php/Title.
$wgJobRunRate = 0;  // no jobs inside requests; "mw runJobs" runs them
$wgMainCacheType = CACHE_DB;  // the rate limiter needs a cache; ctl + CLI share it
$wgEnableUploads = false;
$wgPingback = false;
$wgEnotifWatchlist = $wgEnableEmail = false;
$wgPasswordAttemptThrottle = [];
$wgShowHostnames = true;      // maxlag names the host, as on Wikimedia
$wgAllowCopyUploads = false;
$wgNamespacesWithSubpages[NS_MAIN] = false;
$wgExtraNamespaces[118] = 'Draft'; $wgExtraNamespaces[119] = 'Draft_talk';
// rights: sysop may hide and suppress revisions, bots import and are not limited
foreach ( [ 'sysop', 'bot' ] as $g ) {
  foreach ( [ 'deleterevision', 'deletelogentry', 'suppressrevision', 'viewsuppressed',
      'suppressionlog', 'deletedhistory', 'deletedtext', 'delete', 'undelete', 'noratelimit',
      'apihighlimits', 'import', 'importupload', 'changetags', 'move', 'suppressredirect',
      'protect', 'editprotected', 'patrol', 'rollback', 'block' ] as $r ) {
    $wgGroupPermissions[$g][$r] = true;
  }
}
// a small limit for accounts without "noratelimit" (the account "Slow") and IPs
$wgRateLimits['edit'] = [ 'ip' => [ 3, 60 ], 'user' => [ 3, 60 ], 'newbie' => [ 3, 60 ] ];
// every change is also sent as one JSON datagram to the UDP port above: the body of an
// EventStreams "recentchange" event without its meta block
$wgRCFeeds['tests'] = [ 'class' => 'UDPRCFeedEngine', 'formatter' => 'JSONRCFeedFormatter',
  'uri' => 'udp://127.0.0.1:' . ( $awPort + 1 ), 'omit_bots' => false ];
// the knobs
if ( is_file( "$awCtl/readonly" ) && PHP_SAPI !== 'cli' ) {
  $wgReadOnly = trim( file_get_contents( "$awCtl/readonly" ) ) ?: 'read only for a test';
}
$wgHooks['ApiMaxLagInfo'][] = static function ( array &$lagInfo ) use ( $awCtl ) {
  if ( is_file( "$awCtl/lag" ) ) {
    $lagInfo = [ 'host' => 'db-test', 'lag' => (float)file_get_contents( "$awCtl/lag" ), 'type' => 'db' ];
  }
};
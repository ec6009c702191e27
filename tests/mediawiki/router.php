<?php
// Router for "php -S": a log of requests, faults on demand, and PATH_INFO as Apache gives it.
$ctl = getenv( 'AW_CTL' );
$uri = $_SERVER['REQUEST_URI'];
$path = parse_url( $uri, PHP_URL_PATH ) ?: '/';
$log = static function ( $status ) use ( $ctl, $uri ) {
	$h = [];
	foreach ( $_SERVER as $k => $v ) {
		if ( strncmp( $k, 'HTTP_', 5 ) === 0 ) { $h[strtolower( strtr( substr( $k, 5 ), '_', '-' ) )] = $v; }
	}
	unset( $h['cookie'] );
	file_put_contents( "$ctl/access.log", json_encode( [ 't' => microtime( true ),
		'method' => $_SERVER['REQUEST_METHOD'], 'uri' => $uri, 'status' => $status,
		'headers' => $h ], JSON_UNESCAPED_SLASHES ) . "\n", FILE_APPEND | LOCK_EX );
};
if ( is_file( "$ctl/fault" ) && !isset( $_SERVER['HTTP_X_NO_FAULT'] ) ) {
	$f = fopen( "$ctl/fault", 'c+' ); flock( $f, LOCK_EX );
	[ $status, $count, $after ] = array_map( 'intval', explode( ' ', trim( stream_get_contents( $f ) ) . ' 1 0' ) );
	ftruncate( $f, 0 ); rewind( $f );
	if ( $count > 1 ) { fwrite( $f, "$status " . ( $count - 1 ) . " $after" ); } else { unlink( "$ctl/fault" ); }
	fclose( $f );
	$log( -$status );
	if ( $status === 0 ) { header( 'Content-Type: application/json' ); header( 'Content-Length: 4096' ); echo '{"batchcomplete":true,"que'; exit; }
	if ( $status === 1 ) { header( 'Content-Type: text/html' ); echo '<!DOCTYPE html><title>Captive portal</title>'; exit; }
	if ( $status === 2 ) { sleep( 20 ); exit; }
	http_response_code( $status );
	if ( $after ) { header( "Retry-After: $after" ); }
	header( 'Content-Type: text/html; charset=utf-8' );
	echo "<html><title>Wikimedia Error</title><p>HTTP $status. Please respect our robot policy</p></html>"; exit;
}
register_shutdown_function( static function () use ( $log ) { $log( http_response_code() ); } );
$root = $_SERVER['DOCUMENT_ROOT'];
if ( preg_match( '!^/(rest|index|api|load)\.php(/.*)?$!s', $path, $m ) ) {
	$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = "/$m[1].php";
	$_SERVER['SCRIPT_FILENAME'] = "$root/$m[1].php";
	if ( isset( $m[2] ) ) { $_SERVER['PATH_INFO'] = rawurldecode( $m[2] ); } else { unset( $_SERVER['PATH_INFO'] ); }
	chdir( $root );
	require "$root/$m[1].php";
	return true;
}
if ( $path === '/' ) { header( 'Location: /index.php' ); return true; }
if ( preg_match( '!^/(resources|skins|extensions)/.*\.(css|js|png|svg|gif|woff2?)$!', $path ) ) { return false; }
http_response_code( 404 );
return true;

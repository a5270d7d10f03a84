<?php
/**
 * What the plugin keeps in the database: two tables in each site, made when they are first needed.
 *
 * @package Midad
 */

defined( 'ABSPATH' ) || exit;

/** Rises with a change of the tables. */
const MIDAD_TABLES = 1;

/**
 * The names of the tables in the current site.
 *
 * `views` holds how often each post was viewed here (`views`) and elsewhere before (`imported`). `readers` holds who viewed
 * what within the last hours, as a hash that cannot be turned back, and is emptied as they pass.
 *
 * @return array{views: string, readers: string}
 */
function midad_tables() {
	global $wpdb;
	return array(
		'views'   => $wpdb->prefix . 'midad_views',
		'readers' => $wpdb->prefix . 'midad_readers',
	);
}

/** Makes the tables of the current site, once; each site of a network gets them with its first request. */
function midad_install() {
	global $wpdb;
	if ( MIDAD_TABLES === (int) get_option( 'midad_tables' ) ) {
		return;
	}
	require_once ABSPATH . 'wp-admin/includes/upgrade.php';
	$tables  = midad_tables();
	$charset = $wpdb->get_charset_collate();
	dbDelta(
		"CREATE TABLE {$tables['views']} (
			post_id bigint(20) unsigned NOT NULL,
			views bigint(20) unsigned NOT NULL DEFAULT 0,
			imported bigint(20) unsigned NOT NULL DEFAULT 0,
			PRIMARY KEY  (post_id)
		) $charset;"
	);
	dbDelta(
		"CREATE TABLE {$tables['readers']} (
			reader char(32) NOT NULL,
			seen int(10) unsigned NOT NULL,
			PRIMARY KEY  (reader),
			KEY seen (seen)
		) $charset;"
	);
	update_option( 'midad_tables', MIDAD_TABLES );
	// An option that is not there costs each page a query.
	add_option( 'midad', midad_setting_defaults() );
}
add_action( 'init', 'midad_install' );

/**
 * A site that is deleted takes its tables along.
 *
 * @param string[] $tables The site's tables.
 * @return string[]
 */
function midad_tables_of_site( $tables ) {
	return array_merge( $tables, array_values( midad_tables() ) );
}
add_filter( 'wpmu_drop_tables', 'midad_tables_of_site' );

/**
 * A post that is deleted takes its views along.
 *
 * @param int $post_id The post.
 */
function midad_forget_post( $post_id ) {
	global $wpdb;
	// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- our own table.
	$wpdb->delete( midad_tables()['views'], array( 'post_id' => $post_id ), '%d' );
}
add_action( 'deleted_post', 'midad_forget_post' );

/**
 * Arabic of any country reads the Arabic of the plugin.
 *
 * @param string $file   The file that WordPress would read.
 * @param string $domain Whose it is.
 * @return string
 */
function midad_translation( $file, $domain ) {
	if ( 'midad' === $domain && ! is_readable( $file ) && preg_match( '/-(?:ar|ary|arq)(?:_\w+)?\.mo$/', $file ) ) {
		return dirname( MIDAD_FILE ) . '/languages/midad-ar.mo';
	}
	return $file;
}
add_filter( 'load_textdomain_mofile', 'midad_translation', 10, 2 );

/** Reads the translation that came with the plugin. */
function midad_load_translation() {
	load_plugin_textdomain( 'midad', false, dirname( plugin_basename( MIDAD_FILE ) ) . '/languages' );
}
add_action( 'init', 'midad_load_translation', 1 );

<?php
/**
 * Takes away what the plugin made, in each site of a network, where its settings do not say to keep it. Comments stay.
 *
 * @package Midad
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

/** Takes it away in the current site. */
function midad_uninstall() {
	global $wpdb;
	$settings = get_option( 'midad' );
	delete_transient( 'midad_lists' );
	if ( is_array( $settings ) && ! empty( $settings['keep'] ) ) {
		return;
	}
	// phpcs:disable WordPress.DB -- our own tables.
	$wpdb->query( "DROP TABLE IF EXISTS {$wpdb->prefix}midad_views, {$wpdb->prefix}midad_readers" );
	$wpdb->query( "DELETE FROM {$wpdb->options} WHERE option_name LIKE '\\_midad\\_lock\\_%'" );
	// phpcs:enable
	delete_metadata( 'comment', 0, '_midad_key', '', true );
	delete_option( 'midad' );
	delete_option( 'midad_tables' );
}

if ( is_multisite() ) {
	$midad_every_site = array(
		'fields' => 'ids',
		'number' => 0,
	);
	foreach ( get_sites( $midad_every_site ) as $midad_site ) {
		switch_to_blog( $midad_site );
		midad_uninstall();
		restore_current_blog();
	}
} else {
	midad_uninstall();
}

<?php
/**
 * Takes over what other plugins counted before. Of theirs nothing is changed, and to do it again adds nothing twice.
 *
 * @package Midad
 */

defined( 'ABSPATH' ) || exit;

/**
 * The custom fields in which plugins and themes keep numbers of views.
 *
 * @return string[]
 */
function midad_view_meta_keys() {
	/**
	 * The names of custom fields that hold a post's number of views.
	 *
	 * @param string[] $keys WP-PostViews', that of many themes, and that of plugins for Jetpack's numbers.
	 */
	return (array) apply_filters( 'midad_view_meta_keys', array( 'views', 'post_views_count', 'jetpack-post-views', '_jetpack_post_views' ) );
}

/**
 * What others counted, by post: where several did, the most that one of them says.
 *
 * @return array<int, int>
 */
function midad_views_elsewhere() {
	global $wpdb;
	$keys = midad_view_meta_keys();
	$some = implode( ',', array_fill( 0, count( $keys ), '%s' ) );
	// phpcs:disable WordPress.DB -- what others keep, read once by hand.
	$rows    = $keys ? $wpdb->get_results( $wpdb->prepare( "SELECT post_id, meta_value AS views FROM {$wpdb->postmeta} WHERE meta_key IN ($some)", $keys ) ) : array();
	$counter = $wpdb->prefix . 'post_views';
	if ( $wpdb->get_var( $wpdb->prepare( 'SHOW TABLES LIKE %s', $wpdb->esc_like( $counter ) ) ) === $counter ) {
		// Post Views Counter: of its kinds of rows, 4 is the total.
		$rows = array_merge( $rows, (array) $wpdb->get_results( "SELECT id AS post_id, `count` AS views FROM $counter WHERE type = 4 AND period = 'total'" ) );
	}
	// phpcs:enable
	$views = array();
	foreach ( $rows as $row ) {
		if ( preg_match( '/^[0-9]{1,15}$/', $row->views ) && $row->views > 0 ) {
			$id           = (int) $row->post_id;
			$views[ $id ] = max( (int) $row->views, isset( $views[ $id ] ) ? $views[ $id ] : 0 );
		}
	}
	return $views;
}

/**
 * Takes them over.
 *
 * @return int Of how many posts.
 */
function midad_import_views() {
	global $wpdb;
	$table = midad_tables()['views'];
	$views = midad_views_elsewhere();
	foreach ( array_chunk( $views, 500, true ) as $some ) {
		$values = array();
		foreach ( $some as $id => $number ) {
			array_push( $values, $id, $number );
		}
		$rows = implode( ',', array_fill( 0, count( $some ), '(%d, %d)' ) );
		// phpcs:ignore WordPress.DB -- our own table.
		$wpdb->query( $wpdb->prepare( "INSERT INTO $table (post_id, imported) VALUES $rows ON DUPLICATE KEY UPDATE imported = VALUES(imported)", $values ) );
	}
	midad_forget_lists();
	return count( $views );
}

/** The button for it, below the settings. */
function midad_import_form() {
	$found = count( midad_views_elsewhere() );
	echo '<h2>' . esc_html__( 'Views counted before', 'midad' ) . '</h2>';
	// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- only says what was done.
	if ( isset( $_GET['midad-imported'] ) ) {
		// phpcs:ignore WordPress.Security.NonceVerification.Recommended
		$done = absint( $_GET['midad-imported'] );
		/* translators: %s: how many posts. */
		echo '<div class="notice notice-success"><p>' . esc_html( sprintf( __( 'Views taken over. Posts: %s', 'midad' ), $done ) ) . '</p></div>';
	}
	echo '<p>' . esc_html__( 'Takes over the numbers of WP-PostViews, Post Views Counter and the custom fields of themes and Jetpack plugins. Theirs stay as they are. Turn their counting off afterwards.', 'midad' ) . '</p>';
	echo '<form method="post" action="' . esc_url( admin_url( 'admin-post.php' ) ) . '"><input type="hidden" name="action" value="midad_import">';
	wp_nonce_field( 'midad_import' );
	/* translators: %s: how many posts. */
	submit_button( sprintf( __( 'Take over views (posts: %s)', 'midad' ), $found ), 'secondary', 'import', true, $found ? array() : array( 'disabled' => true ) );
	echo '</form>';
}

/** What the button does. */
function midad_handle_import() {
	if ( ! current_user_can( 'manage_options' ) ) {
		wp_die( esc_html__( 'You may not do that.', 'midad' ), '', array( 'response' => 403 ) );
	}
	check_admin_referer( 'midad_import' );
	wp_safe_redirect( add_query_arg( 'midad-imported', midad_import_views(), admin_url( 'options-general.php?page=midad' ) ) );
	exit;
}
add_action( 'admin_post_midad_import', 'midad_handle_import' );

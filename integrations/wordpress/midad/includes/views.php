<?php
/**
 * Views and counts.
 *
 * @package Midad
 */

defined( 'ABSPATH' ) || exit;

/** For how long a reader who comes again is the same view, in seconds: a sitting. */
const MIDAD_SITTING = 8 * HOUR_IN_SECONDS;

/**
 * The counts of posts that everybody may read, by their numbers, in one query; others are left out.
 *
 * @param int[] $ids Their numbers.
 * @return array<int, array{views: int, comments: int}> Comments are those that are approved, without pingbacks.
 */
function midad_counts( $ids ) {
	global $wpdb;
	$ids   = array_values( array_unique( array_map( 'absint', $ids ) ) );
	$types = array_values( array_filter( get_post_types(), 'is_post_type_viewable' ) );
	if ( ! $ids || ! $types ) {
		return array();
	}
	$table = midad_tables()['views'];
	$some  = implode( ',', array_fill( 0, count( $ids ), '%d' ) );
	$kinds = implode( ',', array_fill( 0, count( $types ), '%s' ) );
	// phpcs:disable WordPress.DB -- our own table, and placeholders that are counted above.
	$rows = $wpdb->get_results(
		$wpdb->prepare(
			"SELECT p.ID, COALESCE(v.views, 0) + COALESCE(v.imported, 0) AS views,
				(SELECT COUNT(*) FROM {$wpdb->comments} c WHERE c.comment_post_ID = p.ID
					AND c.comment_approved = '1' AND c.comment_type IN ('', 'comment')) AS comments
			FROM {$wpdb->posts} p LEFT JOIN $table v ON v.post_id = p.ID
			WHERE p.ID IN ($some) AND p.post_type IN ($kinds) AND p.post_status = 'publish' AND p.post_password = ''",
			array_merge( $ids, $types )
		)
	);
	// phpcs:enable
	$counts = array();
	foreach ( (array) $rows as $row ) {
		$counts[ (int) $row->ID ] = array(
			'views'    => (int) $row->views,
			'comments' => (int) $row->comments,
		);
	}
	return $counts;
}

/**
 * The counts of one post, for a fallback: those of all posts of the page are read with it, in one query.
 *
 * @param int $id Its number.
 * @return array{views: int, comments: int}
 */
function midad_counts_of( $id ) {
	static $known = array();
	if ( ! isset( $known[ $id ] ) ) {
		global $wp_query;
		$page   = $wp_query && $wp_query->posts ? array_map( 'intval', wp_list_pluck( $wp_query->posts, 'ID' ) ) : array();
		$none   = array(
			'views'    => 0,
			'comments' => 0,
		);
		$wanted = array_merge( array( $id ), array_diff( $page, array_keys( $known ) ) );
		$known  = midad_counts( $wanted ) + $known + array_fill_keys( $wanted, $none );
	}
	return $known[ $id ];
}

/**
 * `GET midad/v1/counts?ids=1,2,3`: the counts of a whole page. A cache may keep them for half a minute.
 *
 * @param WP_REST_Request $request The request.
 * @return WP_REST_Response
 */
function midad_rest_counts( $request ) {
	$counts = array();
	foreach ( midad_counts( $request['ids'] ) as $id => $count ) {
		$counts[] = array( 'id' => $id ) + $count;
	}
	$response = rest_ensure_response( $counts );
	$response->header( 'Cache-Control', 'public, max-age=30' );
	return $response;
}

/**
 * `POST midad/v1/views`: counts a view and gives the counts after it.
 *
 * @param WP_REST_Request $request The request.
 * @return WP_REST_Response|WP_Error
 */
function midad_rest_view( $request ) {
	$post = midad_public_post( $request['id'] );
	if ( is_wp_error( $post ) ) {
		return $post;
	}
	if ( midad_may_have_seen( $request ) && midad_is_new_view( $post->ID, $request ) ) {
		midad_add_view( $post->ID );
	}
	return rest_ensure_response( array( 'id' => $post->ID ) + midad_counts( array( $post->ID ) )[ $post->ID ] );
}

/**
 * Adds a view, in one statement: however many come at once, none is lost.
 *
 * @param int $id The post's number.
 */
function midad_add_view( $id ) {
	global $wpdb;
	$table = midad_tables()['views'];
	// phpcs:ignore WordPress.DB -- our own table.
	$wpdb->query( $wpdb->prepare( "INSERT INTO $table (post_id, views) VALUES (%d, 1) ON DUPLICATE KEY UPDATE views = views + 1", $id ) );
}

/**
 * Whether somebody may have seen the page: no machine that says so, and no browser that loads it in case it is wanted.
 *
 * @param WP_REST_Request $request The request.
 * @return bool
 */
function midad_may_have_seen( $request ) {
	$agent = (string) $request->get_header( 'user_agent' );
	if ( '' === $agent || strlen( $agent ) > 2000 || preg_match( '/bot\b|bots?[\/;_-]|crawl|spider|slurp|headless|preview|facebookexternalhit|curl|wget|python|java\/|go-http|scrapy|lighthouse/i', $agent ) ) {
		return false;
	}
	return ! preg_match( '/prefetch|prerender/i', $request->get_header( 'sec_purpose' ) . $request->get_header( 'purpose' ) . $request->get_header( 'x_moz' ) );
}

/**
 * Whether a view is not the same reader's within one sitting. Of a reader a hash is kept for that long, made with the site's
 * secret keys; of one who asks not to be tracked nothing is, and each view counts.
 *
 * @param int             $id      The post's number.
 * @param WP_REST_Request $request The request.
 * @return bool
 */
function midad_is_new_view( $id, $request ) {
	global $wpdb;
	if ( '1' === $request->get_header( 'sec_gpc' ) || '1' === $request->get_header( 'dnt' ) ) {
		return true;
	}
	$address = isset( $_SERVER['REMOTE_ADDR'] ) ? sanitize_text_field( wp_unslash( $_SERVER['REMOTE_ADDR'] ) ) : '';
	/**
	 * The address of who asks, for sites behind a proxy that they trust: by default the one that the web server knows.
	 *
	 * @param string          $address An IP address.
	 * @param WP_REST_Request $request The request.
	 */
	$address = (string) apply_filters( 'midad_reader_address', $address, $request );
	$reader  = substr( hash_hmac( 'sha256', "$id $address " . $request->get_header( 'user_agent' ), wp_salt( 'secure_auth' ) ), 0, 32 );
	$table   = midad_tables()['readers'];
	$now     = time();
	// phpcs:disable WordPress.DB -- our own table.
	$wpdb->query( $wpdb->prepare( "DELETE FROM $table WHERE seen < %d AND (reader = %s OR %d = 0)", $now - MIDAD_SITTING, $reader, wp_rand( 0, 99 ) ) );
	return 1 === $wpdb->query( $wpdb->prepare( "INSERT IGNORE INTO $table (reader, seen) VALUES (%s, %d)", $reader, $now ) );
	// phpcs:enable
}

/**
 * A column in the list of posts.
 *
 * @param array<string, string> $columns The columns.
 * @return array<string, string>
 */
function midad_views_column( $columns ) {
	return $columns + array( 'midad_views' => __( 'Views', 'midad' ) );
}

/**
 * What stands in it.
 *
 * @param string $column The column.
 * @param int    $id     The post.
 */
function midad_views_cell( $column, $id ) {
	if ( 'midad_views' === $column ) {
		$numerals = 0 === strpos( get_user_locale(), 'ar' ) ? midad_settings()['numerals'] : 'latn';
		echo esc_html( midad_number( midad_counts_of( $id )['views'], $numerals ) );
	}
}

/** Adds the column to posts, pages and every other kind that has pages. */
function midad_add_views_column() {
	foreach ( array_filter( get_post_types( array( 'show_ui' => true ) ), 'is_post_type_viewable' ) as $type ) {
		add_filter( "manage_{$type}_posts_columns", 'midad_views_column' );
		add_action( "manage_{$type}_posts_custom_column", 'midad_views_cell', 10, 2 );
	}
}
add_action( 'admin_init', 'midad_add_views_column' );

<?php
/**
 * Lists by most viewed and most discussed, for WordPress's own route (`wp/v2/posts?orderby=midad_views`) and for fallbacks.
 *
 * The order of a list is kept for five minutes, the last twenty lists of a site; and is forgotten when a post is published or
 * taken back, and when a comment is approved or taken back.
 *
 * @package Midad
 */

defined( 'ABSPATH' ) || exit;

/** The most posts that such a list has: nobody pages further through what is read most. */
const MIDAD_LONGEST_LIST = 500;

/**
 * Lets the route take the orders.
 *
 * @param array<string, array<string, mixed>> $params What it takes.
 * @return array<string, array<string, mixed>>
 */
function midad_order_params( $params ) {
	$params['orderby']['enum'] = array_merge( $params['orderby']['enum'], array( 'midad_views', 'midad_comments' ) );
	return $params;
}
add_filter( 'rest_post_collection_params', 'midad_order_params' );

/**
 * Has the route give a list in such an order.
 *
 * @param array<string, mixed> $args For WP_Query.
 * @return array<string, mixed>
 */
function midad_order_query( $args ) {
	if ( ! isset( $args['orderby'] ) || ! in_array( $args['orderby'], array( 'midad_views', 'midad_comments' ), true ) ) {
		return $args;
	}
	$ids = midad_ordered( $args );
	return array_merge(
		$args,
		array(
			'post__in'     => $ids ? $ids : array( 0 ),
			'orderby'      => 'post__in',
			'post__not_in' => array(),
		)
	);
}
add_filter( 'rest_post_query', 'midad_order_query', 99 );

/**
 * The posts that a query finds, in its order.
 *
 * @param array<string, mixed> $args For WP_Query; `orderby` is `midad_views` or `midad_comments`.
 * @return int[]
 */
function midad_ordered( $args ) {
	foreach ( array( 'paged', 'offset', 'posts_per_page', 'order' ) as $page ) {
		unset( $args[ $page ] );
	}
	// A list of the last seven days is another one every second; every hour is enough.
	foreach ( isset( $args['date_query'] ) ? $args['date_query'] : array() as $i => $range ) {
		if ( is_array( $range ) && isset( $range['after'] ) && is_string( $range['after'] ) ) {
			$args['date_query'][ $i ]['after'] = preg_replace( '/^(\d{4}-\d\d-\d\dT\d\d):\d\d:\d\d/', '$1:00:00', $range['after'] );
		}
	}
	$lists = get_transient( 'midad_lists' );
	$lists = is_array( $lists ) ? $lists : array();
	$key   = md5( (string) wp_json_encode( $args ) );
	$open  = ! isset( $args['post_status'] ) || array( 'publish' ) === (array) $args['post_status'];
	if ( $open && isset( $lists[ $key ] ) && $lists[ $key ]['at'] > time() - 5 * MINUTE_IN_SECONDS ) {
		return $lists[ $key ]['ids'];
	}
	$query = new WP_Query();
	$args  = array_merge(
		$args,
		array(
			'midad_order'            => $args['orderby'],
			'orderby'                => 'date',
			'fields'                 => 'ids',
			'posts_per_page'         => MIDAD_LONGEST_LIST,
			'no_found_rows'          => true,
			'ignore_sticky_posts'    => true,
			'update_post_meta_cache' => false,
			'update_post_term_cache' => false,
			'cache_results'          => false,
		)
	);
	$ids   = array_map( 'intval', $query->query( $args ) );
	if ( $open ) {
		$lists[ $key ] = array(
			'at'  => time(),
			'ids' => $ids,
		);
		set_transient( 'midad_lists', array_slice( $lists, -20, null, true ), 5 * MINUTE_IN_SECONDS );
	}
	return $ids;
}

/**
 * Puts the order into the SQL of such a query.
 *
 * @param array<string, string> $clauses Of the query.
 * @param WP_Query              $query   The query.
 * @return array<string, string>
 */
function midad_order_clauses( $clauses, $query ) {
	global $wpdb;
	if ( 'midad_views' === $query->get( 'midad_order' ) ) {
		$table              = midad_tables()['views'];
		$clauses['join']   .= " INNER JOIN $table midad_views ON midad_views.post_id = {$wpdb->posts}.ID";
		$clauses['orderby'] = "midad_views.views + midad_views.imported DESC, {$wpdb->posts}.post_date DESC";
	} elseif ( 'midad_comments' === $query->get( 'midad_order' ) ) {
		$clauses['where']  .= " AND {$wpdb->posts}.comment_count > 0";
		$clauses['orderby'] = "{$wpdb->posts}.comment_count DESC, {$wpdb->posts}.post_date DESC";
	}
	return $clauses;
}
add_filter( 'posts_clauses', 'midad_order_clauses', 10, 2 );

/** Forgets the lists. */
function midad_forget_lists() {
	delete_transient( 'midad_lists' );
}
add_action( 'wp_update_comment_count', 'midad_forget_lists' );

/**
 * Forgets them when a post comes or goes.
 *
 * @param string $new_status What it is.
 * @param string $old_status What it was.
 */
function midad_forget_lists_after( $new_status, $old_status ) {
	if ( $new_status !== $old_status && in_array( 'publish', array( $new_status, $old_status ), true ) ) {
		midad_forget_lists();
	}
}
add_action( 'transition_post_status', 'midad_forget_lists_after', 10, 2 );

/**
 * Links to the articles of a list, as its tag will show them.
 *
 * @param array<string, string> $attributes Of the tag.
 * @param WP_Post|null          $post       The post that others are like.
 * @return string HTML, safe to print.
 */
function midad_list_fallback( $attributes, $post ) {
	$sort = isset( $attributes['sort'] ) ? $attributes['sort'] : 'latest';
	$args = array(
		'post_type'           => 'post',
		'post_status'         => 'publish',
		'has_password'        => false,
		'posts_per_page'      => min( 100, isset( $attributes['limit'] ) ? (int) $attributes['limit'] : 10 ),
		'ignore_sticky_posts' => true,
		'no_found_rows'       => true,
	);
	if ( isset( $attributes['source'] ) ) {
		return '';
	}
	if ( isset( $attributes['search'] ) ) {
		$args['s'] = $attributes['search'];
	}
	if ( isset( $attributes['days'] ) ) {
		$args['date_query'] = array( array( 'after' => gmdate( 'Y-m-d\TH:i:s\Z', time() - DAY_IN_SECONDS * (int) $attributes['days'] ) ) );
	}
	$taxonomies = array(
		'section' => 'category',
		'tag'     => 'post_tag',
	);
	foreach ( $taxonomies as $attribute => $taxonomy ) {
		if ( isset( $attributes[ $attribute ] ) ) {
			$name                = $attributes[ $attribute ];
			$term                = get_term_by( 'slug', $name, $taxonomy );
			$term                = $term ? $term : get_term_by( 'name', $name, $taxonomy );
			$args['tax_query'][] = array(
				'taxonomy' => $taxonomy,
				'terms'    => $term ? $term->term_id : 0,
			);
		}
	}
	if ( isset( $attributes['related'] ) && $post ) {
		$args['post__not_in'] = array( $post->ID );
		$args['category__in'] = wp_get_post_categories( $post->ID );
	}
	if ( 'latest' !== $sort ) {
		$args['orderby'] = "midad_$sort";
		$number          = $args['posts_per_page'];
		$args            = array_merge( midad_order_query( $args ), array( 'posts_per_page' => $number ) );
	}
	$query = new WP_Query( $args );
	$html  = '';
	foreach ( $query->posts as $each ) {
		$html .= '<li><a href="' . esc_url( get_permalink( $each ) ) . '">' . esc_html( wp_strip_all_tags( get_the_title( $each ) ) ) . '</a></li>';
		midad_post_in_page( $each );
	}
	return '' === $html ? '' : "<ul>$html</ul>";
}

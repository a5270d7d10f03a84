<?php
/**
 * What a page loads: nothing without a tag; with one the script, and where to ask.
 *
 * @package Midad
 */

defined( 'ABSPATH' ) || exit;

/** Loads the script in this page. For themes that write tags themselves, outside of what editors write. */
function midad_enqueue() {
	if ( is_admin() || wp_script_is( 'midad', 'enqueued' ) ) {
		return;
	}
	wp_enqueue_script( 'midad', plugins_url( 'embed/embed.js', MIDAD_FILE ), array(), MIDAD_VERSION, true );
	add_action( 'wp_print_footer_scripts', 'midad_print_page', 1 );
}

/**
 * The script is a module: it waits for the page, and finds what it loads later beside it.
 *
 * @param string $html   The element.
 * @param string $handle Whose it is.
 * @return string
 */
function midad_as_module( $html, $handle ) {
	return 'midad' === $handle ? str_replace( '<script ', '<script type="module" ', preg_replace( "/ type=(['\"])text\\/javascript\\1/", '', $html ) ) : $html;
}
add_filter( 'script_loader_tag', 'midad_as_module', 10, 2 );

/**
 * Notes a post that a tag in this page is about, or gives those noted.
 *
 * @param WP_Post|null $post The post.
 * @return array<string, int> Their numbers by their addresses.
 */
function midad_post_in_page( $post = null ) {
	static $posts = array();
	if ( $post ) {
		$posts[ get_permalink( $post ) ] = $post->ID;
	}
	return $posts;
}

/** Tells the script where to ask, and by which numbers. Nothing of it is about the reader: a cache may keep the page. */
function midad_print_page() {
	if ( is_singular() ) {
		midad_post_in_page( get_queried_object() );
	}
	$page = array(
		'root'   => rest_url(),
		'reader' => admin_url( 'admin-ajax.php?action=midad_reader', is_ssl() ? 'https' : 'http' ),
		'posts'  => (object) midad_post_in_page(),
	);
	// phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- JSON in a data block, without < and >.
	echo '<script type="application/json" id="midad-wordpress">' . wp_json_encode( $page, JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES ) . "</script>\n";
}

/**
 * Loads the script where HTML has a tag in it, and leaves the HTML as it is.
 *
 * @param string $html What an editor wrote.
 * @return string
 */
function midad_notice_tags( $html ) {
	static $pattern;
	if ( is_string( $html ) && false !== strpos( $html, '-' ) && ! is_feed() && ! wp_doing_ajax() ) {
		$pattern = $pattern ? $pattern : '/<(?:' . implode( '|', array_keys( midad_tags() ) ) . ')[\s>]/i';
		if ( preg_match( $pattern, $html ) ) {
			midad_enqueue();
		}
	}
	return $html;
}
foreach ( array( 'the_content', 'the_excerpt', 'widget_text', 'widget_block_content', 'render_block' ) as $midad_filter ) {
	add_filter( $midad_filter, 'midad_notice_tags', 99 );
}

/**
 * Puts counts above a post and a share bar below it, where the settings say so.
 *
 * @param string $content The post's HTML.
 * @return string
 */
function midad_around_content( $content ) {
	if ( ! is_singular() || ! is_main_query() || get_the_ID() !== get_queried_object_id() || is_feed() ) {
		return $content;
	}
	// A block theme's template renders the_content within the loop of no other post; a classic theme's within the main loop.
	if ( ! is_single() || post_password_required() || doing_filter( 'get_the_excerpt' ) ) {
		return $content;
	}
	$settings = midad_settings();
	if ( $settings['counts'] && ! preg_match( '/<view-counter[\s>]/', $content ) ) {
		$how     = array(
			'icon' => true,
			'noun' => true,
		);
		$content = '<p class="midad-counts">' . midad_get_tag( 'view-counter', $how ) . ' ' . midad_get_tag( 'comment-count', $how ) . '</p>' . $content;
	}
	if ( $settings['share'] && ! preg_match( '/<share-bar[\s>]/', $content ) ) {
		$content .= midad_get_tag( 'share-bar' );
	}
	return $content;
}
add_filter( 'the_content', 'midad_around_content', 20 );

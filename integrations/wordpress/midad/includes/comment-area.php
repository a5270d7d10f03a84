<?php
/**
 * The switch: the comment box in place of the theme's comment area, which stays inside it for readers without JavaScript.
 *
 * @package Midad
 */

defined( 'ABSPATH' ) || exit;

/**
 * Puts our template around that of a classic theme.
 *
 * @param string $template The theme's file.
 * @return string
 */
function midad_comments_template( $template ) {
	if ( ! midad_has_box( get_post() ) || midad_in_box() ) {
		return $template;
	}
	// A block theme has no such file: then WordPress takes its own, as here.
	foreach ( array( $template, get_template_directory() . '/comments.php', ABSPATH . WPINC . '/theme-compat/comments.php' ) as $file ) {
		if ( file_exists( $file ) ) {
			midad_theme_template( $file );
			break;
		}
	}
	return dirname( MIDAD_FILE ) . '/includes/comments-template.php';
}
add_filter( 'comments_template', 'midad_comments_template', 99 );

/**
 * Puts the box around the comments of a block theme.
 *
 * @param string   $html     What the block shows.
 * @param array    $block    The block.
 * @param WP_Block $instance The block with its context.
 * @return string
 */
function midad_comments_block( $html, $block, $instance ) {
	$post = get_post( isset( $instance->context['postId'] ) ? $instance->context['postId'] : null );
	if ( ! midad_has_box( $post ) || false !== strpos( $html, '<comment-box' ) ) {
		return $html;
	}
	return midad_get_tag( 'comment-box', array( 'post' => $post->ID ), $html );
}
add_filter( 'render_block_core/comments', 'midad_comments_block', 10, 3 );
add_filter( 'render_block_core/post-comments', 'midad_comments_block', 10, 3 );

/**
 * Whether a post's comments are shown in the box: not those that a password hides, nor where there is nothing to show.
 *
 * @param WP_Post|null $post The post.
 * @return bool
 */
function midad_has_box( $post ) {
	return $post && midad_settings()['comments'] && midad_is_public( $post ) && ( comments_open( $post ) || get_comments_number( $post ) > 0 );
}

/**
 * Keeps the theme's template for ours.
 *
 * @param string|null $template Its file.
 * @return string
 */
function midad_theme_template( $template = null ) {
	static $kept = '';
	if ( null !== $template ) {
		$kept = $template;
	}
	return $kept;
}

/**
 * Whether our template is being shown: what a theme includes in it is its own.
 *
 * @param bool|null $now What holds from now on.
 * @return bool
 */
function midad_in_box( $now = null ) {
	static $in = false;
	if ( null !== $now ) {
		$in = $now;
	}
	return $in;
}

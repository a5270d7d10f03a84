<?php
/**
 * The blocks: one for each tag that has a title, made from the same table, shown in the editor by its fallback.
 *
 * @package Midad
 */

defined( 'ABSPATH' ) || exit;

/** Registers the blocks. */
function midad_register_blocks() {
	wp_register_script( 'midad-blocks', plugins_url( 'blocks.js', MIDAD_FILE ), array( 'wp-block-editor', 'wp-blocks', 'wp-components', 'wp-element', 'wp-server-side-render' ), MIDAD_VERSION, true );
	wp_register_style( 'midad-blocks', plugins_url( 'blocks.css', MIDAD_FILE ), array(), MIDAD_VERSION );
	$blocks = array();
	foreach ( midad_tags() as $name => $tag ) {
		if ( ! isset( $tag['title'] ) ) {
			continue;
		}
		$attributes = array();
		foreach ( $tag['attributes'] as $attribute => $type ) {
			$attributes[ $attribute ] = array( 'type' => 'boolean' === $type ? 'boolean' : 'string' );
		}
		register_block_type(
			"midad/$name",
			array(
				'api_version'     => 2,
				'title'           => $tag['title'],
				'category'        => 'widgets',
				'icon'            => $tag['icon'],
				'attributes'      => $attributes,
				'uses_context'    => array( 'postId' ),
				'supports'        => array( 'html' => false ),
				'editor_script'   => 'midad-blocks',
				'editor_style'    => 'midad-blocks',
				'render_callback' => function ( $given, $content, $block ) use ( $name ) {
					$post = isset( $block->context['postId'] ) ? $block->context['postId'] : null;
					return midad_is_editor() ? midad_preview( $name, $given, $post ) : midad_get_tag( $name, array( 'post' => $post ) + $given );
				},
			)
		);
		$blocks[ $name ] = $tag;
	}
	$labels  = array_map( 'midad_attribute_label', array_combine( midad_attribute_names(), midad_attribute_names() ) );
	$choices = midad_choice_labels();
	wp_add_inline_script( 'midad-blocks', 'window.midadBlocks = ' . wp_json_encode( compact( 'blocks', 'labels', 'choices' ) ) . ';', 'before' );
}
add_action( 'init', 'midad_register_blocks', 20 );

/**
 * The names of all attributes of blocks.
 *
 * @return string[]
 */
function midad_attribute_names() {
	return array_values( array_unique( array_merge( ...array_map( 'array_keys', array_values( wp_list_pluck( midad_tags(), 'attributes' ) ) ) ) ) );
}

/**
 * What an attribute is called in the sidebar.
 *
 * @param string $name The attribute.
 * @return string
 */
function midad_attribute_label( $name ) {
	$labels = array(
		'article'   => __( 'Article (address; this one if empty)', 'midad' ),
		'days'      => __( 'Only of the last days', 'midad' ),
		'heading'   => __( 'Heading', 'midad' ),
		'headline'  => __( 'Headline that is shared', 'midad' ),
		'highlight' => __( 'Words to highlight', 'midad' ),
		'icon'      => __( 'With an icon', 'midad' ),
		'layout'    => __( 'Layout', 'midad' ),
		'level'     => __( 'Heading level', 'midad' ),
		'limit'     => __( 'How many', 'midad' ),
		'more'      => __( 'More articles', 'midad' ),
		'networks'  => __( 'Networks', 'midad' ),
		'notation'  => __( 'Long numbers', 'midad' ),
		'noun'      => __( 'With a noun', 'midad' ),
		'numerals'  => __( 'Digits', 'midad' ),
		'readonly'  => __( 'Show the number, count nothing', 'midad' ),
		'related'   => __( 'Articles like this one', 'midad' ),
		'search'    => __( 'Search', 'midad' ),
		'section'   => __( 'Category', 'midad' ),
		'sort'      => __( 'Order', 'midad' ),
		'source'    => __( 'Source (this site if empty)', 'midad' ),
		'src'       => __( 'Address of JSON', 'midad' ),
		'tag'       => __( 'Tag', 'midad' ),
		'time-zone' => __( 'Time zone', 'midad' ),
		'url'       => __( 'Address that is shared', 'midad' ),
	);
	return isset( $labels[ $name ] ) ? $labels[ $name ] : $name;
}

/**
 * What the choices of attributes are called in the sidebar; one that is not here is called by itself.
 *
 * @return array<string, string>
 */
function midad_choice_labels() {
	return midad_numerals() + array(
		'button'   => __( 'By a button', 'midad' ),
		'comments' => __( 'Most discussed first', 'midad' ),
		'compact'  => __( 'Shortened', 'midad' ),
		'grid'     => __( 'As a grid', 'midad' ),
		'hero'     => __( 'One large, then small', 'midad' ),
		'latest'   => __( 'Latest first', 'midad' ),
		'list'     => __( 'As a list', 'midad' ),
		'none'     => __( 'None', 'midad' ),
		'ranked'   => __( 'Numbered', 'midad' ),
		'scroll'   => __( 'By scrolling', 'midad' ),
		'standard' => __( 'In full', 'midad' ),
		'ticker'   => __( 'As a ticker', 'midad' ),
		'views'    => __( 'Most viewed first', 'midad' ),
	);
}

/**
 * Whether a block is rendered for the editor, which asks for it over REST.
 *
 * @return bool
 */
function midad_is_editor() {
	// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- only how a preview looks.
	return defined( 'REST_REQUEST' ) && REST_REQUEST && isset( $_GET['context'] ) && 'edit' === $_GET['context'];
}

/**
 * What a block shows in the editor: the words that its tag will show.
 *
 * @param string               $name  The tag.
 * @param array<string, mixed> $given Its attributes.
 * @param int|null             $id    Of the post.
 * @return string HTML, safe to print.
 */
function midad_preview( $name, $given, $id ) {
	$title = midad_tags()[ $name ]['title'];
	$tag   = midad_get_tag( $name, array( 'post' => $id ) + $given );
	if ( 'comment-box' === $name ) {
		$heading = empty( $given['heading'] ) ? __( 'Leave a comment', 'midad' ) : $given['heading'];
		$tag     = '<strong>' . esc_html( $heading ) . '</strong><span class="midad-field"></span><span class="midad-button">' . esc_html__( 'Post comment', 'midad' ) . '</span>';
	} elseif ( 'view-counter' === $name || 'comment-count' === $name ) {
		$noun = 'view-counter' === $name ? __( 'Views', 'midad' ) : __( 'Comments', 'midad' );
		$tag  = esc_html( $noun ) . ': ' . ( '' === wp_strip_all_tags( $tag ) ? '0' : $tag );
	} elseif ( '' === trim( wp_strip_all_tags( $tag ) ) ) {
		$tag = '<em>' . esc_html__( 'Nothing to show yet.', 'midad' ) . '</em>';
	}
	return '<div class="midad-preview" data-title="' . esc_attr( $title ) . '">' . $tag . '</div>';
}

<?php
/**
 * The tags: their attributes, their fallbacks, and the ways to write them: HTML, blocks, shortcodes, template functions.
 *
 * @package Midad
 */

defined( 'ABSPATH' ) || exit;

/**
 * The tags and the attributes that they take, with their types: a list of choices, or one of `string`, `number`, `boolean`.
 * A tag with a `title` is a block, too.
 *
 * @return array<string, array{title?: string, icon?: string, attributes: array<string, string|string[]>}>
 */
function midad_tags() {
	$common = array(
		'article'  => 'string',
		'source'   => 'string',
		'numerals' => array( '', 'press', 'latn', 'arab', 'arabext', 'locale' ),
	);
	$count  = array(
		'noun'     => 'boolean',
		'icon'     => 'boolean',
		'notation' => array( '', 'standard', 'compact' ),
	);
	$level  = array( '', '1', '2', '3', '4', '5', '6' );
	return array(
		'article-card'     => array(
			'title'      => __( 'Article card', 'midad' ),
			'icon'       => 'id-alt',
			'attributes' => array( 'level' => $level ) + $common + array(
				'src'       => 'string',
				'time-zone' => 'string',
				'highlight' => 'string',
			),
		),
		'article-list'     => array(
			'title'      => __( 'Article list', 'midad' ),
			'icon'       => 'list-view',
			'attributes' => array(
				'sort'    => array( '', 'latest', 'views', 'comments' ),
				'layout'  => array( '', 'list', 'grid', 'hero', 'ticker', 'ranked' ),
				'limit'   => 'number',
				'days'    => 'number',
				'section' => 'string',
				'tag'     => 'string',
				'heading' => 'string',
				'more'    => array( '', 'none', 'button', 'scroll' ),
				'related' => 'boolean',
				'level'   => $level,
			) + $common + array(
				'search'    => 'string',
				'time-zone' => 'string',
			),
		),
		'view-counter'     => array(
			'title'      => __( 'View counter', 'midad' ),
			'icon'       => 'visibility',
			'attributes' => $count + array( 'readonly' => 'boolean' ) + $common,
		),
		'comment-count'    => array(
			'title'      => __( 'Comment count', 'midad' ),
			'icon'       => 'admin-comments',
			'attributes' => $count + $common,
		),
		'comment-box'      => array(
			'title'      => __( 'Comment box', 'midad' ),
			'icon'       => 'format-chat',
			'attributes' => array( 'heading' => 'string' ) + $common,
		),
		'share-bar'        => array(
			'title'      => __( 'Share bar', 'midad' ),
			'icon'       => 'share',
			'attributes' => array(
				'networks' => 'string',
				'url'      => 'string',
				'headline' => 'string',
			),
		),
		'article-view'     => array(
			'attributes' => array(
				'level'     => $level,
				'src'       => 'string',
				'time-zone' => 'string',
				'highlight' => 'string',
			) + $common,
		),
		'reading-progress' => array( 'attributes' => array( 'for' => 'string' ) ),
	);
}

/**
 * A tag with its fallback, as HTML that is safe to print.
 *
 * @param string               $name       The tag's name; what Midad does not have is nothing.
 * @param array<string, mixed> $attributes Its attributes; what it does not take is left out. `post` is the number of the post
 *                                         that it is about, the current one by default.
 * @param string|null          $fallback   HTML, safe to print, that is shown until the script runs; made here by default.
 * @return string
 */
function midad_get_tag( $name, $attributes = array(), $fallback = null ) {
	$tags = midad_tags();
	if ( ! isset( $tags[ $name ] ) ) {
		return '';
	}
	$given = is_array( $attributes ) ? $attributes : array();
	$post  = get_post( empty( $given['post'] ) ? null : (int) $given['post'] );
	if ( $post && ! midad_is_public( $post ) && ! is_preview() ) {
		$post = null;
	}
	$clean = array();
	foreach ( $tags[ $name ]['attributes'] + array( 'class' => 'string' ) as $attribute => $type ) {
		$value = midad_attribute( $type, isset( $given[ $attribute ] ) ? $given[ $attribute ] : null );
		if ( null !== $value ) {
			$clean[ $attribute ] = $value;
		}
	}
	if ( $post && isset( $tags[ $name ]['attributes']['article'] ) && ! isset( $clean['article'] ) && 'article-list' !== $name ) {
		$clean['article'] = get_permalink( $post );
		midad_post_in_page( $post );
	}
	if ( $post && isset( $clean['related'] ) ) {
		$clean['related'] = get_permalink( $post );
		midad_post_in_page( $post );
	}
	if ( isset( $tags[ $name ]['attributes']['numerals'] ) && ! isset( $clean['numerals'] ) && 'press' !== midad_settings()['numerals'] ) {
		$clean['numerals'] = midad_settings()['numerals'];
	}
	midad_enqueue();
	$html = '';
	foreach ( $clean as $attribute => $value ) {
		$html .= '' === $value ? " $attribute" : sprintf( ' %s="%s"', $attribute, esc_attr( $value ) );
	}
	$inside = null === $fallback ? midad_fallback( $name, $clean, $post ) : $fallback;
	return "<$name$html>$inside</$name>";
}

/**
 * Prints a tag with its fallback, for themes: midad_tag( 'article-list', array( 'sort' => 'views', 'days' => 7 ) ).
 *
 * @param string               $name       As for `midad_get_tag`.
 * @param array<string, mixed> $attributes As for `midad_get_tag`.
 */
function midad_tag( $name, $attributes = array() ) {
	// phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- midad_get_tag() escapes each part.
	echo midad_get_tag( $name, $attributes );
}

/**
 * The value of an attribute, or null where there is none of its type.
 *
 * @param string|string[] $type  What it may be.
 * @param mixed           $value What was given.
 * @return string|null '' for an attribute without a value.
 */
function midad_attribute( $type, $value ) {
	if ( ! is_scalar( $value ) ) {
		return null;
	}
	if ( 'boolean' === $type ) {
		return filter_var( $value, FILTER_VALIDATE_BOOLEAN ) ? '' : null;
	}
	$text = trim( (string) $value );
	if ( '' === $text ) {
		return null;
	}
	if ( is_array( $type ) ) {
		return in_array( $text, $type, true ) ? $text : null;
	}
	return 'number' === $type ? (string) max( 1, absint( $text ) ) : $text;
}

/**
 * What a reader sees before the script runs, and without one.
 *
 * @param string                $name       The tag's name.
 * @param array<string, string> $attributes Its attributes.
 * @param WP_Post|null          $post       What it is about.
 * @return string HTML, safe to print.
 */
function midad_fallback( $name, $attributes, $post ) {
	if ( 'article-list' === $name ) {
		return midad_list_fallback( $attributes, $post );
	}
	if ( ! $post ) {
		return '';
	}
	$numerals = isset( $attributes['numerals'] ) ? $attributes['numerals'] : 'press';
	$link     = esc_url( get_permalink( $post ) );
	$title    = esc_html( wp_strip_all_tags( get_the_title( $post ) ) );
	switch ( $name ) {
		case 'view-counter':
			return esc_html( midad_number( midad_counts_of( $post->ID )['views'], $numerals ) );
		case 'comment-count':
			return esc_html( midad_number( midad_counts_of( $post->ID )['comments'], $numerals ) );
		case 'article-card':
			return "<a href=\"$link\">$title</a>";
		case 'comment-box':
			return "<a href=\"$link#comments\">" . esc_html__( 'Comments', 'midad' ) . '</a>';
		case 'share-bar':
			$text = rawurlencode( html_entity_decode( wp_strip_all_tags( get_the_title( $post ) ), ENT_QUOTES, 'UTF-8' ) . ' ' . get_permalink( $post ) );
			return '<a href="' . esc_url( "https://wa.me/?text=$text" ) . '" rel="noopener">' . esc_html__( 'Share', 'midad' ) . '</a>';
	}
	return '';
}

/**
 * A number as Midad writes it.
 *
 * @param int    $number   0 or more.
 * @param string $numerals `press`, `latn`, `arab` or `arabext`.
 * @return string
 */
function midad_number( $number, $numerals ) {
	$text = number_format( $number );
	if ( 'press' === $numerals ) {
		return str_replace( ',', '٬', $text );
	}
	$digits = array(
		'arab'    => array( '٠', '١', '٢', '٣', '٤', '٥', '٦', '٧', '٨', '٩', '٬' ),
		'arabext' => array( '۰', '۱', '۲', '۳', '۴', '۵', '۶', '۷', '۸', '۹', '٬' ),
	);
	return isset( $digits[ $numerals ] ) ? str_replace( array( '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ',' ), $digits[ $numerals ], $text ) : $text;
}

/**
 * Whether everybody may read a post: it is published, of a kind that has pages, and that has no password.
 *
 * @param WP_Post $post The post.
 * @return bool
 */
function midad_is_public( $post ) {
	return 'publish' === $post->post_status && is_post_type_viewable( $post->post_type ) && '' === $post->post_password;
}

/** Adds a shortcode for each tag: `[midad_article_list sort="views"]`. */
function midad_add_shortcodes() {
	foreach ( array_keys( midad_tags() ) as $name ) {
		add_shortcode(
			'midad_' . str_replace( '-', '_', $name ),
			function ( $attributes ) use ( $name ) {
				// Shortcodes give attributes without a value as numbered ones, and names in small letters with underscores.
				$given = array();
				foreach ( (array) $attributes as $key => $value ) {
					if ( is_int( $key ) ) {
						$given[ $value ] = '1';
					} else {
						$given[ str_replace( '_', '-', $key ) ] = $value;
					}
				}
				return midad_get_tag( $name, $given );
			}
		);
	}
}
add_action( 'init', 'midad_add_shortcodes' );

/**
 * Lets the tags through where WordPress lets HTML through, for authors who may not write any HTML.
 *
 * @param array<string, array<string, mixed>> $allowed Tags and their attributes.
 * @param string                              $context Where the HTML is.
 * @return array<string, array<string, mixed>>
 */
function midad_allow_tags( $allowed, $context ) {
	if ( 'post' !== $context ) {
		return $allowed;
	}
	// Asked for with every text that WordPress cleans.
	static $ours = array();
	foreach ( $ours ? array() : midad_tags() as $name => $tag ) {
		$attributes    = array_merge( array_keys( $tag['attributes'] ), array( 'lang', 'dir', 'id', 'class', 'slot' ) );
		$ours[ $name ] = array_fill_keys( $attributes, true );
	}
	return $ours + $allowed;
}
add_filter( 'wp_kses_allowed_html', 'midad_allow_tags', 10, 2 );

<?php
/**
 * The REST routes under `midad/v1`, which the tags ask. Each says what it takes: anything else is refused before it runs.
 *
 * @package Midad
 */

defined( 'ABSPATH' ) || exit;

/** Registers the routes. */
function midad_register_routes() {
	$post = array(
		'type'     => 'integer',
		'minimum'  => 1,
		'required' => true,
	);
	midad_register_route(
		'counts',
		'GET',
		'midad_rest_counts',
		array(
			'ids' => array(
				'type'     => 'array',
				'items'    => array(
					'type'    => 'integer',
					'minimum' => 1,
				),
				'minItems' => 1,
				'maxItems' => 100,
				'required' => true,
			),
		)
	);
	midad_register_route( 'views', 'POST', 'midad_rest_view', array( 'id' => $post ) );
	midad_register_route(
		'comments',
		'GET',
		'midad_rest_thread',
		array(
			'post'   => $post,
			'sort'   => array(
				'type'    => 'string',
				'enum'    => array( 'newest', 'oldest', 'best' ),
				'default' => 'newest',
			),
			'cursor' => array(
				'type'    => 'string',
				'pattern' => '^-?[0-9]{1,18}$',
			),
			'around' => array(
				'type'    => 'integer',
				'minimum' => 1,
			),
		)
	);
	midad_register_route(
		'comments',
		'POST',
		'midad_rest_post',
		array(
			'post'   => $post,
			'parent' => array(
				'type'    => 'integer',
				'minimum' => 0,
				'default' => 0,
			),
			'text'   => midad_text_argument( 20000, true ),
			'name'   => midad_text_argument( 500 ),
			'email'  => midad_text_argument( 500 ),
			'url'    => midad_text_argument( 500 ),
			'key'    => array(
				'type'     => 'string',
				'pattern'  => '^[A-Za-z0-9_-]{8,100}$',
				'required' => true,
			),
		)
	);
	midad_register_route( 'comments/(?P<id>[0-9]{1,18})', 'GET', 'midad_rest_own', array( 'receipt' => midad_text_argument( 100, true ) ) );
}
add_action( 'rest_api_init', 'midad_register_routes' );

/**
 * A route for everybody: what a reader may see and do, its function asks WordPress.
 *
 * @param string                              $route    Its path.
 * @param string                              $method   GET or POST.
 * @param callable                            $callback What answers.
 * @param array<string, array<string, mixed>> $args     What it takes.
 */
function midad_register_route( $route, $method, $callback, $args ) {
	register_rest_route(
		'midad/v1',
		$route,
		array(
			'methods'             => $method,
			'callback'            => $callback,
			'permission_callback' => '__return_true',
			'args'                => $args,
		)
	);
}

/**
 * A text that a request may have.
 *
 * @param int  $longest  In characters.
 * @param bool $required Whether it must have it.
 * @return array<string, mixed>
 */
function midad_text_argument( $longest, $required = false ) {
	return array(
		'type'      => 'string',
		'maxLength' => $longest,
		'required'  => $required,
	) + ( $required ? array() : array( 'default' => '' ) );
}

/**
 * Why a request was refused.
 *
 * @param string               $code    As the tags know it.
 * @param int                  $status  Of HTTP.
 * @param string               $message For who reads it.
 * @param array<string, mixed> $more    What else is told.
 * @return WP_Error
 */
function midad_problem( $code, $status, $message, $more = array() ) {
	return new WP_Error( $code, $message, array( 'status' => $status ) + $more );
}

/**
 * A post that everybody may read. That there is another one is told to nobody.
 *
 * @param int $id Its number.
 * @return WP_Post|WP_Error
 */
function midad_public_post( $id ) {
	$post = get_post( $id );
	return $post && midad_is_public( $post ) ? $post : midad_problem( 'not_found', 404, __( 'There is no such post.', 'midad' ) );
}

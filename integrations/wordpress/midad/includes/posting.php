<?php
/**
 * Posting a comment, as WordPress's own form does it: by its rules, with its moderation, its plugins against spam and its mails.
 *
 * @package Midad
 */

defined( 'ABSPATH' ) || exit;

/** Under this a comment keeps the key that it was sent with, as a hash. */
const MIDAD_KEY = '_midad_key';

/**
 * `POST midad/v1/comments`: stores a comment. The same key twice is the same comment; with other words it is refused.
 *
 * @param WP_REST_Request $request The request.
 * @return WP_REST_Response|WP_Error
 */
function midad_rest_post( $request ) {
	$post = midad_public_post( $request['post'] );
	if ( is_wp_error( $post ) ) {
		return $post;
	}
	if ( ! midad_may_post() ) {
		return midad_problem( 'login_required', 401, __( 'Only those who are logged in may comment here.', 'midad' ) );
	}
	$key = hash( 'sha256', $request['key'] );
	if ( ! midad_lock( $key ) ) {
		// The same comment is being stored at this moment.
		return midad_problem( 'rate_limited', 429, __( 'This comment is being stored.', 'midad' ), array( 'retryAfter' => 2 ) );
	}
	try {
		$known = midad_comment_of( $key );
		if ( $known ) {
			return midad_again( $known, $request, $post );
		}
		$comment = midad_store( $request, $post, $key );
		return is_wp_error( $comment ) ? midad_refused( $comment, $request ) : midad_own_comment( $comment, $post, 201 );
	} finally {
		midad_unlock( $key );
	}
}

/**
 * Whether who asks may comment: WordPress says whether guests may.
 *
 * @return bool
 */
function midad_may_post() {
	return is_user_logged_in() || ! get_option( 'comment_registration' );
}

/**
 * Stores a comment with its key.
 *
 * @param WP_REST_Request $request The request.
 * @param WP_Post         $post    The post.
 * @param string          $key     The key's hash.
 * @return WP_Comment|WP_Error
 */
function midad_store( $request, $post, $key ) {
	$parent = 0;
	if ( $request['parent'] ) {
		$answered = get_comment( $request['parent'] );
		if ( ! $answered || (int) $answered->comment_post_ID !== $post->ID || '1' !== $answered->comment_approved ) {
			return new WP_Error( 'midad_parent' );
		}
		$parent = midad_parent_within_depth( $answered );
	}
	$with_key = function ( $data ) use ( $key ) {
		$data['comment_meta'][ MIDAD_KEY ] = $key;
		return $data;
	};
	add_filter( 'preprocess_comment', $with_key );
	$comment = wp_handle_comment_submission(
		array(
			'comment_post_ID' => $post->ID,
			'comment_parent'  => $parent,
			'comment'         => $request['text'],
			'author'          => $request['name'],
			'email'           => $request['email'],
			'url'             => $request['url'],
		)
	);
	remove_filter( 'preprocess_comment', $with_key );
	return $comment;
}

/**
 * What a comment answers, so that the thread stays as deep as WordPress's settings let it be: the answered one, or one above.
 *
 * @param WP_Comment $answered What is answered.
 * @return int 0 for the top.
 */
function midad_parent_within_depth( $answered ) {
	if ( ! get_option( 'thread_comments' ) ) {
		return 0;
	}
	$line = array();
	while ( $answered && ! in_array( (int) $answered->comment_ID, $line, true ) ) {
		array_unshift( $line, (int) $answered->comment_ID );
		$answered = $answered->comment_parent ? get_comment( $answered->comment_parent ) : null;
	}
	$depth = max( 2, (int) get_option( 'thread_comments_depth' ) );
	return $line[ min( count( $line ), $depth - 1 ) - 1 ];
}

/**
 * A comment that was sent before under the same key.
 *
 * @param WP_Comment      $comment The comment.
 * @param WP_REST_Request $request The request.
 * @param WP_Post         $post    The post.
 * @return WP_REST_Response|WP_Error
 */
function midad_again( $comment, $request, $post ) {
	$letters = function ( $text ) {
		return preg_replace( '/[^\p{L}\p{N}]+/u', '', wp_strip_all_tags( $text ) );
	};
	if ( (int) $comment->comment_post_ID !== $post->ID || $letters( $comment->comment_content ) !== $letters( $request['text'] ) ) {
		return midad_problem( 'idempotency_key_reused', 409, __( 'Another comment was sent with this key.', 'midad' ) );
	}
	return midad_own_comment( $comment, $post, 200 );
}

/**
 * The comment that was sent under a key.
 *
 * @param string $key The key's hash.
 * @return WP_Comment|null
 */
function midad_comment_of( $key ) {
	$found = get_comments(
		array(
			'meta_key'   => MIDAD_KEY, // phpcs:ignore WordPress.DB.SlowDBQuery -- once for each comment that is posted.
			'meta_value' => $key, // phpcs:ignore WordPress.DB.SlowDBQuery
			'status'     => 'any',
			'number'     => 1,
		)
	);
	return $found ? $found[0] : null;
}

/**
 * Takes a key for this request alone. The names of options are unique in the database, which comment meta is not.
 *
 * @param string $key The key's hash.
 * @return bool Whether no other request has it.
 */
function midad_lock( $key ) {
	global $wpdb;
	$name = "_midad_lock_$key";
	// phpcs:disable WordPress.DB.DirectDatabaseQuery -- as WordPress takes its own locks: a cache in between would know of none.
	// One that a request which ended badly has left is let go after a minute.
	$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->options} WHERE option_name = %s AND option_value < %d", $name, time() - MINUTE_IN_SECONDS ) );
	return 1 === $wpdb->query( $wpdb->prepare( "INSERT IGNORE INTO {$wpdb->options} (option_name, option_value, autoload) VALUES (%s, %d, 'no')", $name, time() ) );
	// phpcs:enable
}

/**
 * Lets a key go.
 *
 * @param string $key The key's hash.
 */
function midad_unlock( $key ) {
	global $wpdb;
	$wpdb->delete( $wpdb->options, array( 'option_name' => "_midad_lock_$key" ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery
}

/**
 * `GET midad/v1/comments/<id>`: how a comment stands, for who wrote it.
 *
 * @param WP_REST_Request $request The request.
 * @return WP_REST_Response|WP_Error
 */
function midad_rest_own( $request ) {
	$comment = get_comment( (int) $request['id'] );
	$post    = $comment ? get_post( (int) $comment->comment_post_ID ) : null;
	if ( ! $post || ! midad_is_public( $post ) || ! hash_equals( midad_receipt( $comment ), $request['receipt'] ) ) {
		return midad_problem( 'not_found', 404, __( 'There is no such comment.', 'midad' ) );
	}
	return midad_own_comment( $comment, $post, 200 );
}

/**
 * Opens a comment to its writer alone: it cannot be made without the site's secret keys, and not without the key it was sent with.
 *
 * @param WP_Comment $comment The comment.
 * @return string
 */
function midad_receipt( $comment ) {
	$key = get_comment_meta( (int) $comment->comment_ID, MIDAD_KEY, true );
	return hash_hmac( 'sha256', "receipt {$comment->comment_ID} $key", wp_salt( 'secure_auth' ) );
}

/**
 * A comment as its writer is given it.
 *
 * @param WP_Comment $comment The comment.
 * @param WP_Post    $post    Its post.
 * @param int        $status  Of HTTP.
 * @return WP_REST_Response
 */
function midad_own_comment( $comment, $post, $status ) {
	$answer             = midad_comment( $comment, $post );
	$answer['receipt']  = midad_receipt( $comment );
	$answer['rejected'] = in_array( $comment->comment_approved, array( 'spam', 'trash', 'post-trashed' ), true );
	$response           = new WP_REST_Response( $answer, $status );
	$response->header( 'Cache-Control', 'no-store' );
	return $response;
}

/**
 * Why WordPress refused a comment, in the codes that the tags know.
 *
 * @param WP_Error        $error   What WordPress says.
 * @param WP_REST_Request $request The request.
 * @return WP_Error
 */
function midad_refused( $error, $request ) {
	$code    = (string) $error->get_error_code();
	$message = wp_strip_all_tags( $error->get_error_message() );
	$fields  = array(
		'require_valid_email'                => array( array( 'email', 'typeMismatch' ) ),
		'require_valid_comment'              => array( array( 'text', 'valueMissing' ) ),
		'comment_author_column_length'       => array( array( 'name', 'tooLong' ) ),
		'comment_author_email_column_length' => array( array( 'email', 'tooLong' ) ),
		'comment_author_url_column_length'   => array( array( 'url', 'tooLong' ) ),
		'comment_content_column_length'      => array( array( 'text', 'tooLong' ) ),
	);
	if ( 'require_name_email' === $code ) {
		foreach ( array( 'name', 'email' ) as $field ) {
			if ( '' === trim( $request[ $field ] ) ) {
				$fields[ $code ][] = array( $field, 'valueMissing' );
			}
		}
	}
	if ( isset( $fields[ $code ] ) ) {
		$errors = array();
		foreach ( $fields[ $code ] as list( $field, $wrong ) ) {
			$errors[] = array(
				'field' => $field,
				'code'  => $wrong,
			);
		}
		return midad_problem( 'invalid_request', 400, $message, array( 'errors' => $errors ) );
	}
	$known = array(
		'comment_duplicate' => array( 'duplicate_comment', 409 ),
		'comment_flood'     => array( 'rate_limited', 429 ),
		'comment_closed'    => array( 'thread_closed', 403 ),
		'not_logged_in'     => array( 'login_required', 401 ),
		'midad_parent'      => array( 'parent_not_found', 404 ),
	);
	if ( ! isset( $known[ $code ] ) ) {
		return midad_problem( 'comment_refused', 403, '' === $message ? __( 'The comment was refused.', 'midad' ) : $message );
	}
	list( $as, $status ) = $known[ $code ];
	return midad_problem( $as, $status, $message, 429 === $status ? array( 'retryAfter' => 15 ) : array() );
}

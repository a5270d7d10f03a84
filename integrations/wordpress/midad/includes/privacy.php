<?php
/**
 * What WordPress's privacy tools are told. The plugin keeps of a comment the key it was sent with; its words, its name and its
 * address are WordPress's, which exports and erases them. Views are kept without anybody's name or address.
 *
 * @package Midad
 */

defined( 'ABSPATH' ) || exit;

/**
 * Adds our part to what is exported.
 *
 * @param array<string, array<string, mixed>> $exporters Those there are.
 * @return array<string, array<string, mixed>>
 */
function midad_add_exporter( $exporters ) {
	$exporters['midad'] = array(
		'exporter_friendly_name' => __( 'Midad', 'midad' ),
		'callback'               => 'midad_export',
	);
	return $exporters;
}
add_filter( 'wp_privacy_personal_data_exporters', 'midad_add_exporter' );

/**
 * Adds our part to what is erased.
 *
 * @param array<string, array<string, mixed>> $erasers Those there are.
 * @return array<string, array<string, mixed>>
 */
function midad_add_eraser( $erasers ) {
	$erasers['midad'] = array(
		'eraser_friendly_name' => __( 'Midad', 'midad' ),
		'callback'             => 'midad_erase',
	);
	return $erasers;
}
// Before WordPress's own, which takes the address off by which comments are found.
add_filter( 'wp_privacy_personal_data_erasers', 'midad_add_eraser', 5 );

/**
 * The comments of an address that were sent from a comment box, a hundred at a time.
 *
 * @param string $email The address.
 * @param int    $page  Which hundred.
 * @return WP_Comment[]
 */
function midad_comments_by( $email, $page ) {
	return get_comments(
		array(
			'author_email' => $email,
			'meta_key'     => MIDAD_KEY, // phpcs:ignore WordPress.DB.SlowDBQuery -- asked for by hand.
			'number'       => 100,
			'paged'        => $page,
			'order'        => 'ASC',
			'orderby'      => 'comment_ID',
			'status'       => 'any',
		)
	);
}

/**
 * Exports the keys of comments.
 *
 * @param string $email The address.
 * @param int    $page  Which hundred.
 * @return array{data: array<int, array<string, mixed>>, done: bool}
 */
function midad_export( $email, $page = 1 ) {
	$data     = array();
	$comments = midad_comments_by( $email, $page );
	foreach ( $comments as $comment ) {
		$data[] = array(
			'group_id'    => 'midad',
			'group_label' => __( 'Midad', 'midad' ),
			'item_id'     => "comment-{$comment->comment_ID}",
			'data'        => array(
				array(
					'name'  => __( 'The key a comment was sent with (hash)', 'midad' ),
					'value' => get_comment_meta( (int) $comment->comment_ID, MIDAD_KEY, true ),
				),
			),
		);
	}
	return array(
		'data' => $data,
		'done' => count( $comments ) < 100,
	);
}

/**
 * Erases the keys of comments.
 *
 * @param string $email The address.
 * @return array{items_removed: bool, items_retained: bool, messages: string[], done: bool}
 */
function midad_erase( $email ) {
	$comments = midad_comments_by( $email, 1 );
	foreach ( $comments as $comment ) {
		delete_comment_meta( (int) $comment->comment_ID, MIDAD_KEY );
	}
	return array(
		'items_removed'  => (bool) $comments,
		'items_retained' => false,
		'messages'       => array(),
		'done'           => count( $comments ) < 100,
	);
}

/** Suggests words for the site's privacy policy. */
function midad_add_policy() {
	$words = __( 'To count a view once, the site keeps a hash of your address and browser for eight hours, from which neither can be read. Your browser keeps what you write until it is sent.', 'midad' );
	wp_add_privacy_policy_content( __( 'Midad', 'midad' ), '<p>' . esc_html( $words ) . '</p>' );
}
add_action( 'admin_init', 'midad_add_policy' );

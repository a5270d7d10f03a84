<?php
/**
 * Reading comments: a page of a post's thread, in the shape that the tags read.
 *
 * @package Midad
 */

defined( 'ABSPATH' ) || exit;

/**
 * `GET midad/v1/comments`: comments at the top in the order asked, each with all replies below it, oldest first. How many make
 * a page WordPress's settings say.
 *
 * @param WP_REST_Request $request The request.
 * @return WP_REST_Response|WP_Error
 */
function midad_rest_thread( $request ) {
	$post = midad_public_post( $request['post'] );
	if ( is_wp_error( $post ) ) {
		return $post;
	}
	list( $tops, $below, $total ) = midad_tree( $post->ID, 'oldest' === $request['sort'] );

	$size  = get_option( 'page_comments' ) ? min( 100, max( 1, (int) get_option( 'comments_per_page' ) ) ) : 100;
	$start = 0;
	$end   = null;
	if ( null !== $request['cursor'] ) {
		$at    = midad_place( $tops, absint( $request['cursor'] ), 'oldest' === $request['sort'] );
		$start = '-' === $request['cursor'][0] ? max( 0, $at - $size ) : $at;
		$end   = '-' === $request['cursor'][0] ? $at : null;
	} elseif ( null !== $request['around'] ) {
		$start = midad_place_around( $tops, $below, $request['around'] );
		if ( null === $start ) {
			return midad_problem( 'not_found', 404, __( 'There is no such comment.', 'midad' ) );
		}
	}
	$end = null === $end ? $start + $size : $end;

	$page = array_slice( $tops, $start, $end - $start );
	$ids  = $page;
	foreach ( $page as $top ) {
		$ids = array_merge( $ids, midad_replies( $top, $below ) );
	}
	_prime_comment_caches( $ids, false );
	$comments = array();
	foreach ( $page as $top ) {
		$comment = midad_comment( get_comment( $top ), $post );
		$replies = array();
		foreach ( midad_replies( $top, $below ) as $reply ) {
			$replies[] = midad_comment( get_comment( $reply ), $post );
		}
		unset( $comment['parent'] );
		if ( $replies ) {
			$comment['replies'] = array(
				'comments' => $replies,
				'total'    => count( $replies ),
			);
		}
		$comments[] = $comment;
	}
	$answer = array(
		'comments' => $comments,
		'total'    => $total,
		'rules'    => array(
			'open'        => comments_open( $post ),
			'proofOfWork' => false,
		),
	);
	if ( $end < count( $tops ) ) {
		$answer['next'] = (string) $tops[ $end ];
	}
	if ( $start > 0 ) {
		$answer['previous'] = '-' . $tops[ $start ];
	}
	return rest_ensure_response( $answer );
}

/**
 * All comments of a post that its reader may see, as a tree; in one query, without their words. What answers a comment that is not there
 * stands at the top itself.
 *
 * @param int  $post_id The post.
 * @param bool $oldest  Whether the oldest at the top comes first.
 * @return array{0: int[], 1: array<int, int[]>, 2: int} Those at the top, those below each, and how many there are.
 */
function midad_tree( $post_id, $oldest ) {
	global $wpdb;
	$user = get_current_user_id();
	// phpcs:disable WordPress.DB.DirectDatabaseQuery -- no function of WordPress's gives a thread without its words.
	$rows = $wpdb->get_results(
		$wpdb->prepare(
			"SELECT comment_ID AS id, comment_parent AS parent, comment_approved AS approved FROM {$wpdb->comments}
			WHERE comment_post_ID = %d AND comment_type IN ('', 'comment')
				AND (comment_approved = '1' OR (comment_approved = '0' AND user_id > 0 AND user_id = %d))
			ORDER BY comment_date_gmt, comment_ID",
			$post_id,
			$user
		)
	);
	// phpcs:enable
	$known = array_flip( array_map( 'intval', wp_list_pluck( $rows, 'id' ) ) );
	$tops  = array();
	$below = array();
	$total = 0;
	foreach ( $rows as $row ) {
		$total += '1' === $row->approved ? 1 : 0;
		if ( isset( $known[ (int) $row->parent ] ) ) {
			$below[ (int) $row->parent ][] = (int) $row->id;
		} else {
			$tops[] = (int) $row->id;
		}
	}
	return array( $oldest ? $tops : array_reverse( $tops ), $below, $total );
}

/**
 * All replies below a comment, each after the one it answers.
 *
 * @param int               $id    The comment.
 * @param array<int, int[]> $below Those below each.
 * @return int[]
 */
function midad_replies( $id, $below ) {
	$replies = array();
	foreach ( isset( $below[ $id ] ) ? $below[ $id ] : array() as $reply ) {
		$replies = array_merge( $replies, array( $reply ), midad_replies( $reply, $below ) );
	}
	return $replies;
}

/**
 * Where a comment stands at the top, or would stand if it were still there.
 *
 * @param int[] $tops   Those at the top.
 * @param int   $id     The comment.
 * @param bool  $oldest Whether the oldest comes first.
 * @return int
 */
function midad_place( $tops, $id, $oldest ) {
	$at = array_search( $id, $tops, true );
	if ( false !== $at ) {
		return $at;
	}
	foreach ( $tops as $i => $top ) {
		if ( $oldest ? $top > $id : $top < $id ) {
			return $i;
		}
	}
	return count( $tops );
}

/**
 * Where the thread of a comment stands; null where it is none of these.
 *
 * @param int[]             $tops  Those at the top.
 * @param array<int, int[]> $below Those below each.
 * @param int               $id    The comment.
 * @return int|null
 */
function midad_place_around( $tops, $below, $id ) {
	foreach ( $tops as $i => $top ) {
		if ( $top === $id || in_array( $id, midad_replies( $top, $below ), true ) ) {
			return $i;
		}
	}
	return null;
}

/**
 * One comment, as the tags read it. Of its writer it says the name and the site, never an address.
 *
 * @param WP_Comment $comment The comment.
 * @param WP_Post    $post    Its post.
 * @return array<string, mixed>
 */
function midad_comment( $comment, $post ) {
	$html   = apply_filters( 'comment_text', $comment->comment_content, $comment, array() ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- WordPress's own.
	$answer = array(
		'id'          => (string) $comment->comment_ID,
		'author'      => array( 'name' => midad_plain( get_comment_author( $comment ) ) ),
		'text'        => midad_plain( preg_replace( '~<br\s*/?>|</(?:p|li|blockquote|pre|div|h[1-6])>~i', "\n", $html ) ),
		'html'        => $html,
		'dateCreated' => mysql2date( 'Y-m-d\TH:i:s\Z', $comment->comment_date_gmt, false ),
	);
	$url    = esc_url_raw( get_comment_author_url( $comment ), array( 'http', 'https' ) );
	if ( '' !== $url ) {
		$answer['author']['url'] = $url;
	}
	if ( $comment->comment_parent ) {
		$answer['parent'] = (string) $comment->comment_parent;
	}
	if ( $comment->user_id && (int) $comment->user_id === (int) $post->post_author ) {
		$answer['byAuthor'] = true;
	}
	if ( '1' !== $comment->comment_approved ) {
		$answer['status'] = 'pending';
	}
	return $answer;
}

/**
 * HTML as text: its lines, each without spaces around it, and none that is empty.
 *
 * @param string $html HTML.
 * @return string
 */
function midad_plain( $html ) {
	$text  = html_entity_decode( wp_strip_all_tags( $html ), ENT_QUOTES | ENT_HTML5, 'UTF-8' );
	$lines = array_map( 'trim', (array) preg_split( '/\r\n?|\n/', $text ) );
	return implode( "\n", array_filter( $lines, 'strlen' ) );
}

<?php
/**
 * Who reads: a cached page cannot know. A mark in the browser of those who are logged in says that it is worth asking, and then
 * they are told who they are and given the nonce with which WordPress lets them write.
 *
 * @package Midad
 */

defined( 'ABSPATH' ) || exit;

/** Says to scripts that somebody is logged in, and nothing else. */
const MIDAD_MARK = 'midad_reader';

/**
 * Sets the mark for as long as WordPress remembers who logs in, or takes it away.
 *
 * @param bool $logged_in Whether somebody is logged in.
 */
function midad_mark_reader( $logged_in ) {
	if ( isset( $_COOKIE[ MIDAD_MARK ] ) === $logged_in || headers_sent() ) {
		return;
	}
	setcookie(
		MIDAD_MARK,
		$logged_in ? '1' : '',
		array(
			'expires'  => $logged_in ? time() + 14 * DAY_IN_SECONDS : 1,
			'path'     => COOKIEPATH ? COOKIEPATH : '/',
			'domain'   => (string) COOKIE_DOMAIN,
			'secure'   => is_ssl(),
			'samesite' => 'Lax',
		)
	);
}

/** With every page that WordPress makes itself, so also for those who logged in before the plugin was there. */
function midad_mark_this_reader() {
	midad_mark_reader( is_user_logged_in() );
}
add_action( 'template_redirect', 'midad_mark_this_reader' );
add_action( 'admin_init', 'midad_mark_this_reader' );

/** At the moment of logging in. */
function midad_mark_who_logs_in() {
	midad_mark_reader( true );
}
add_action( 'set_logged_in_cookie', 'midad_mark_who_logs_in' );

/** And of logging out. */
function midad_unmark() {
	midad_mark_reader( false );
}
add_action( 'clear_auth_cookie', 'midad_unmark' );

/** `admin-ajax.php?action=midad_reader`: who is logged in, told to pages of this site alone. */
function midad_tell_reader() {
	nocache_headers();
	$user = wp_get_current_user();
	wp_send_json(
		$user->exists() ? array(
			'nonce' => wp_create_nonce( 'wp_rest' ),
			'name'  => $user->display_name,
			'email' => $user->user_email,
		) : array( 'nonce' => '' )
	);
}
add_action( 'wp_ajax_midad_reader', 'midad_tell_reader' );
add_action( 'wp_ajax_nopriv_midad_reader', 'midad_tell_reader' );

<?php
/**
 * The five settings, on one page under Settings.
 *
 * @package Midad
 */

defined( 'ABSPATH' ) || exit;

/**
 * The settings as they stand.
 *
 * @return array{comments: bool, counts: bool, share: bool, numerals: string, keep: bool}
 */
function midad_settings() {
	return wp_parse_args( get_option( 'midad', array() ), midad_setting_defaults() );
}

/**
 * The settings as they are until somebody changes them: the plugin changes no page by being there.
 *
 * @return array{comments: bool, counts: bool, share: bool, numerals: string, keep: bool}
 */
function midad_setting_defaults() {
	return array(
		'comments' => false,
		'counts'   => false,
		'share'    => false,
		'numerals' => 'press',
		'keep'     => false,
	);
}

/**
 * How digits can be written, with an example each.
 *
 * @return array<string, string>
 */
function midad_numerals() {
	return array(
		'press'   => '1٬082',
		'arab'    => '١٬٠٨٢',
		'latn'    => '1,082',
		'arabext' => '۱٬۰۸۲',
	);
}

/**
 * What each setting says.
 *
 * @return array<string, array{0: string, 1: string}> Its name and its sentence.
 */
function midad_setting_words() {
	return array(
		'comments' => array( __( 'Comments', 'midad' ), __( 'Show Midad’s comment box in place of the theme’s comment area. Comments stay WordPress’s own; readers without JavaScript keep the theme’s form.', 'midad' ) ),
		'counts'   => array( __( 'Counts', 'midad' ), __( 'Show the numbers of views and comments above each post, and count its views.', 'midad' ) ),
		'share'    => array( __( 'Sharing', 'midad' ), __( 'Show a share bar below each post.', 'midad' ) ),
		'numerals' => array( __( 'Digits', 'midad' ), __( 'How Midad writes numbers in Arabic.', 'midad' ) ),
		'keep'     => array( __( 'Uninstalling', 'midad' ), __( 'Keep the numbers of views and these settings when the plugin is deleted. Comments are always kept.', 'midad' ) ),
	);
}

/** Registers the settings and their fields. */
function midad_register_settings() {
	register_setting(
		'midad',
		'midad',
		array(
			'type'              => 'object',
			'default'           => midad_setting_defaults(),
			'sanitize_callback' => 'midad_sanitize_settings',
			'show_in_rest'      => false,
		)
	);
	add_settings_section( 'midad', '', '__return_empty_string', 'midad' );
	foreach ( midad_setting_words() as $name => list( $title, $sentence ) ) {
		$arguments = array(
			'name'      => $name,
			'sentence'  => $sentence,
			'label_for' => "midad-$name",
		);
		add_settings_field( "midad-$name", $title, 'midad_setting_field', 'midad', 'midad', $arguments );
	}
}
add_action( 'admin_init', 'midad_register_settings' );

/**
 * Settings out of what a form sent: only those that exist, of their types.
 *
 * @param mixed $given What was sent.
 * @return array{comments: bool, counts: bool, share: bool, numerals: string, keep: bool}
 */
function midad_sanitize_settings( $given ) {
	$given    = is_array( $given ) ? $given : array();
	$settings = midad_setting_defaults();
	foreach ( $settings as $name => $default ) {
		if ( 'numerals' !== $name ) {
			$settings[ $name ] = isset( $given[ $name ] ) && is_scalar( $given[ $name ] ) && (bool) $given[ $name ];
		} elseif ( isset( $given[ $name ] ) && is_string( $given[ $name ] ) && isset( midad_numerals()[ $given[ $name ] ] ) ) {
			$settings[ $name ] = $given[ $name ];
		}
	}
	return $settings;
}

/**
 * One field of the form.
 *
 * @param array{name: string, sentence: string, label_for: string} $field What it is.
 */
function midad_setting_field( $field ) {
	$value = midad_settings()[ $field['name'] ];
	if ( 'numerals' === $field['name'] ) {
		echo '<select id="midad-numerals" name="midad[numerals]" aria-describedby="midad-numerals-sentence">';
		foreach ( midad_numerals() as $name => $example ) {
			printf( '<option value="%s" %s>%s</option>', esc_attr( $name ), selected( $value, $name, false ), esc_html( $example ) );
		}
		echo '</select>';
	} else {
		printf(
			'<input type="checkbox" id="midad-%1$s" name="midad[%1$s]" value="1" aria-describedby="midad-%1$s-sentence" %2$s>',
			esc_attr( $field['name'] ),
			checked( $value, true, false )
		);
	}
	printf( ' <span id="midad-%s-sentence">%s</span>', esc_attr( $field['name'] ), esc_html( $field['sentence'] ) );
}

/** Puts the page into the menu, and a link to it into the list of plugins. */
function midad_add_settings_page() {
	add_options_page( __( 'Midad', 'midad' ), __( 'Midad', 'midad' ), 'manage_options', 'midad', 'midad_settings_page' );
	add_filter(
		'plugin_action_links_' . plugin_basename( MIDAD_FILE ),
		function ( $links ) {
			$link = sprintf( '<a href="%s">%s</a>', esc_url( admin_url( 'options-general.php?page=midad' ) ), esc_html__( 'Settings', 'midad' ) );
			return array_merge( array( 'settings' => $link ), $links );
		}
	);
}
add_action( 'admin_menu', 'midad_add_settings_page' );

/** The page. */
function midad_settings_page() {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	echo '<div class="wrap"><h1>' . esc_html( get_admin_page_title() ) . '</h1>';
	echo '<form method="post" action="options.php">';
	settings_fields( 'midad' );
	do_settings_sections( 'midad' );
	submit_button();
	echo '</form>';
	midad_import_form();
	echo '</div>';
}

<?php
/**
 * The comment area: the box, and in it that of the theme.
 *
 * @package Midad
 */

defined( 'ABSPATH' ) || exit;

midad_in_box( true );
ob_start();
require midad_theme_template();
// phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- the theme's own HTML, in a tag whose attributes are escaped.
echo midad_get_tag( 'comment-box', array(), (string) ob_get_clean() );
midad_in_box( false );

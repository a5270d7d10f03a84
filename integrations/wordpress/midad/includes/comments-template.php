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
$midad_area = (string) ob_get_clean();
// The theme gives its area its place on the page by classes: so the box, which stands there now, has them too.
$midad_class = preg_match( '/<\w+ [^>]*\bid=["\']comments["\'][^>]*>/', $midad_area, $midad_found )
	&& preg_match( '/\bclass=["\']([^"\']*)/', $midad_found[0], $midad_found ) ? $midad_found[1] : '';
// phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- the theme's own HTML, in a tag whose attributes are escaped.
echo midad_get_tag( 'comment-box', array( 'class' => $midad_class ), $midad_area );
midad_in_box( false );

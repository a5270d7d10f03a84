<?php
/**
 * Plugin Name:       Midad
 * Description:       Arabic publishing on any page: articles, lists, honest counts and comments that are never lost. · مداد: نشرٌ عربي في أي صفحة.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           MIT
 * Text Domain:       midad
 * Domain Path:       /languages
 *
 * @package Midad
 */

defined( 'ABSPATH' ) || exit;

define( 'MIDAD_FILE', __FILE__ );
define( 'MIDAD_VERSION', '0.1.0' );

require __DIR__ . '/includes/install.php';
require __DIR__ . '/includes/settings.php';
require __DIR__ . '/includes/tags.php';
require __DIR__ . '/includes/page.php';
require __DIR__ . '/includes/blocks.php';
require __DIR__ . '/includes/rest.php';
require __DIR__ . '/includes/views.php';
require __DIR__ . '/includes/import.php';
require __DIR__ . '/includes/lists.php';
require __DIR__ . '/includes/comment-area.php';
require __DIR__ . '/includes/thread.php';
require __DIR__ . '/includes/posting.php';
require __DIR__ . '/includes/session.php';
require __DIR__ . '/includes/privacy.php';

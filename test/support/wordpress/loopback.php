<?php
// On loopback alone: sends no mail but says what it would have sent, tells what a page cost, runs PHP that a test sends, and lets comments come one after the
// other from one address, unless a request says otherwise.
add_filter('wp_is_comment_flood', fn($flood) => $flood && isset($_SERVER['HTTP_X_FLOOD']), 99);
add_filter('pre_wp_mail', function ($sent, $mail) {
  file_put_contents(ABSPATH . 'mail.log', implode(',', (array) $mail['to']) . ' ' . $mail['subject'] . "\n", FILE_APPEND);
  return true;
}, 10, 2);
// The same page without the plugin.
if (isset($_SERVER['HTTP_X_WITHOUT'])) add_filter('option_active_plugins', fn($plugins) => array_diff($plugins, ['midad/midad.php']));
add_action('shutdown', function () {
  if (!isset($_SERVER['HTTP_X_COST'])) return;
  global $wpdb;
  echo "<!-- cost: {$wpdb->num_queries} queries, " . (int) (1000000 * (microtime(true) - $_SERVER['REQUEST_TIME_FLOAT'])) . ' µs -->';
});
if (isset($_SERVER['HTTP_X_RUN'])) add_action('wp_loaded', function () {
  foreach (['plugin', 'theme', 'file', 'privacy-tools'] as $file) require_once ABSPATH . "wp-admin/includes/$file.php";
  $run = fn($code) => eval($code);
  exit('json: ' . json_encode($run(file_get_contents('php://input'))));
}, 99);

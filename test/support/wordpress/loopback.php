<?php
// On loopback alone: sends no mail but says what it would have sent; tells what a page cost; and runs what a test writes.
add_filter('pre_wp_mail', function ($sent, $mail) {
  file_put_contents(ABSPATH . 'mail.log', implode(',', (array) $mail['to']) . ' ' . $mail['subject'] . "\n", FILE_APPEND);
  return true;
}, 10, 2);
add_action('shutdown', function () {
  if (!isset($_SERVER['HTTP_X_COST'])) return;
  global $wpdb;
  echo "<!-- cost: {$wpdb->num_queries} queries, " . (int) (1000000 * (microtime(true) - $_SERVER['REQUEST_TIME_FLOAT'])) . ' µs -->';
});

<?php
// What a recording needs of a WordPress, on loopback: guests may post, and X-Test says what else holds for one request.
function tested($what) {
  return in_array($what, explode(' ', $_SERVER['HTTP_X_TEST'] ?? ''), true);
}
add_filter('rest_allow_anonymous_comments', fn() => !tested('no-guests'));
add_filter('pre_option_comment_previously_approved', fn() => '0');
add_filter('pre_option_comment_moderation', fn() => tested('hold') ? '1' : '0');
add_filter('wp_is_comment_flood', fn($flood) => tested('flood') && $flood, 99);
add_filter('pre_wp_mail', '__return_true');

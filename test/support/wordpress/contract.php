<?php
// Makes the tables of a WordPress and gives it the three articles of the sources' contract, one of them with 25 comments.
require __DIR__ . '/begin.php';
wp_install('الموقع', 'admin', 'admin@example.org', true, '', 'password', 'en_US');
update_option('permalink_structure', '/2020/%postname%/');
update_option('page_comments', '1');
update_option('comments_per_page', '20');
flush_rewrite_rules(false);
foreach ([
  ['drought', 'الجفاف يؤخر الزراعة', 'اقتصاد', '2020-04-21 07:30:00'],
  ['lessons', 'الأساتذة يواصلون الدروس', 'تعليم', '2020-04-20 07:00:00'],
  ['prices', 'أسعار الخضر', 'مجتمع', '2020-04-19 07:00:00'],
] as [$slug, $title, $section, $date]) {
  $ids[$slug] = wp_insert_post(['post_title' => $title, 'post_name' => $slug, 'post_status' => 'publish', 'post_date' => $date, 'post_content' => '<p>نص</p>', 'post_category' => [wp_insert_category(['cat_name' => $section])]]);
}
wp_delete_post(1, true);
for ($i = 1; $i <= 25; $i++) {
  $at = gmdate('Y-m-d H:i:s', strtotime('2020-04-22 08:00:00 UTC') + $i * 60);
  wp_insert_comment(['comment_post_ID' => $ids['lessons'], 'comment_author' => 'سلمى', 'comment_content' => "متى يعود التلاميذ؟ $i", 'comment_date' => $at, 'comment_date_gmt' => $at]);
}
foreach (array_slice($argv, 3) as $plugin) {
  $failed = activate_plugin($plugin);
  if (is_wp_error($failed)) exit($failed->get_error_message());
}
echo "$wp_version\n";

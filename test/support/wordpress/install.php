<?php
// Makes the tables of a WordPress and fills it: always with the same, so that what is recorded of it differs by what changed.
require __DIR__ . '/begin.php';
wp_install('الأخبار', 'admin', 'admin@example.org', true, '', 'password', 'en_US');
update_option('permalink_structure', '/%year%/%monthnum%/%postname%/');
update_option('timezone_string', 'Africa/Casablanca');
update_option('date_format', 'Y-m-d');
flush_rewrite_rules(false);
wp_delete_post(1, true);
wp_delete_post(2, true);

$leila = wp_insert_user(['user_login' => 'leila', 'user_pass' => 'password', 'display_name' => 'ليلى بنعمر', 'role' => 'author']);
$politics = wp_insert_category(['cat_name' => 'سياسة', 'category_nicename' => 'politics']);
$society = wp_insert_category(['cat_name' => 'مجتمع & ناس']);

function post($day, $title, $more) {
  $at = "2020-04-$day 09:00:00";
  return wp_insert_post(wp_slash($more + [
    'post_title' => $title, 'post_status' => 'publish', 'post_date' => $at,
    'post_content' => "<!-- wp:paragraph --><p>نص «{$title}».</p><!-- /wp:paragraph -->",
    'post_excerpt' => "ملخص «{$title}»",
  ]));
}
function comment($post, $second, $name, $text, $more = []) {
  $at = gmdate('Y-m-d H:i:s', strtotime('2020-04-22 08:00:00 UTC') + $second);
  return wp_insert_comment(wp_filter_comment(wp_slash($more + [
    'comment_post_ID' => $post, 'comment_author' => $name, 'comment_author_email' => 'reader@mail.example',
    'comment_author_url' => '', 'comment_author_IP' => '192.0.2.1', 'comment_agent' => '', 'comment_content' => $text,
    'comment_type' => 'comment', 'comment_parent' => 0, 'user_id' => 0, 'comment_approved' => 1,
    'comment_date_gmt' => $at, 'comment_date' => get_date_from_gmt($at),
  ])));
}

for ($i = 1; $i <= 5; $i++) post("0$i", "خبر المجتمع رقم $i", ['post_category' => [$society], 'post_author' => 1]);
$meeting = post('21', 'الأمين العام يجتمع مع برلمانيي "فاس-مكناس" & شركائهم', [
  'post_category' => [$politics], 'tags_input' => ['فاس-مكناس', 'برلمان'], 'post_author' => $leila,
]);
$lessons = post('19', 'الأساتذة يواصلون الدروس عن بعد', [
  'post_category' => [$society], 'tags_input' => ['تعليم'], 'post_author' => $leila, 'post_excerpt' => '',
  'post_content' => '<p>' . str_repeat('كلمة أخرى ', 60) . '</p>',
]);
$closed = post('18', 'خبر أغلقت تعليقاته', ['post_category' => [$politics], 'comment_status' => 'closed', 'post_author' => 1]);
$long = post('17', 'خبر يكثر التعليق عليه', ['post_category' => [$politics], 'tags_input' => ['برلمان'], 'post_author' => $leila]);
wp_insert_post(['post_type' => 'page', 'post_title' => 'من نحن', 'post_status' => 'publish', 'post_date' => '2020-04-01 08:00:00', 'post_content' => '<p>نحن.</p>', 'comment_status' => 'open']);
global $wpdb;
$wpdb->update($wpdb->posts, ['post_author' => 99], ['ID' => $closed]); // Its author is gone.

$picture = wp_insert_attachment(['post_title' => 'قسم', 'post_mime_type' => 'image/jpeg', 'post_excerpt' => 'الاجتماع <em>عن بعد</em>', 'post_status' => 'inherit'], '2020/04/meeting.jpg');
update_post_meta($picture, '_wp_attachment_image_alt', 'الأمين العام أمام شاشة');
$size = fn($w, $h) => ['file' => "meeting-{$w}x$h.jpg", 'width' => $w, 'height' => $h, 'mime-type' => 'image/jpeg'];
wp_update_attachment_metadata($picture, ['width' => 2000, 'height' => 1000, 'file' => '2020/04/meeting.jpg', 'sizes' => [
  'thumbnail' => $size(150, 150), 'medium' => $size(300, 150), 'large' => $size(1024, 512),
]]);
set_post_thumbnail($meeting, $picture);

$first = comment($meeting, 0, 'سعيد الوزاني', "مبادرة \"جيدة\".\nنتمنى أن تشمل باقي الجهات.\n\nشكرًا & إلى الأمام", ['comment_author_url' => 'https://said.example/?a=1&b=2']);
$reply = comment($meeting, 60, 'ليلى بنعمر', 'شكرًا، ستشملها.', ['comment_parent' => $first, 'user_id' => $leila]);
comment($meeting, 120, 'Ali & Omar', 'ومتى ذلك؟', ['comment_parent' => $reply]);
$trashed = comment($meeting, 180, 'مزعج', 'اشتروا الآن');
comment($meeting, 240, 'نادية', 'هذا إعلان لا تعليق.', ['comment_parent' => $trashed]);
wp_trash_comment($trashed);
comment($meeting, 300, 'كريم', 'انظروا <a href="https://example.org/">هنا</a> <script>alert(1)</script>');
comment($meeting, 330, 'منتظر', 'لم يوافق عليه بعد', ['comment_approved' => 0]);
comment($lessons, 0, 'يوسف', 'بالتوفيق.');
for ($i = 0; $i < 60; $i++) {
  $top = comment($long, $i * 600, "قارئ $i", "تعليق رقم $i");
  comment($long, $i * 600 + 60, "مجيب $i", "رد على رقم $i", ['comment_parent' => $top]);
}
foreach (array_slice($argv, 3) as $plugin) {
  $failed = activate_plugin($plugin);
  if (is_wp_error($failed)) exit($failed->get_error_message());
}
foreach ([$meeting => 1082, $lessons => 7, $long => 12] as $id => $views) {
  update_post_meta($id, 'views', $views); // WP-PostViews keeps its numbers here.
  if (function_exists('Post_Views_Counter')) {
    $wpdb->insert("{$wpdb->prefix}post_views", ['id' => $id, 'type' => 4, 'period' => 'total', 'count' => $views]);
  }
  if (!defined('WPP_VERSION')) continue;
  $at = ['day' => '2020-04-22 08:00:00', 'last_viewed' => '2020-04-22 08:00:00'];
  $wpdb->insert("{$wpdb->prefix}popularpostsdata", ['postid' => $id, 'pageviews' => $views] + $at);
}
echo "$wp_version\n";

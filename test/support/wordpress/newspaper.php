<?php
// Makes the tables of a WordPress in Arabic and gives it a few people; what else is wanted a test writes.
require __DIR__ . '/begin.php';
wp_install('الأخبار', 'admin', 'admin@example.org', true, '', 'password', 'ar');
update_option('WPLANG', 'ar');
update_option('permalink_structure', '/%year%/%monthnum%/%postname%/');
update_option('timezone_string', 'Africa/Casablanca');
flush_rewrite_rules(false);
foreach ([1, 2, 3] as $id) wp_delete_post($id, true);
wp_insert_user(['user_login' => 'leila', 'user_pass' => 'password', 'user_email' => 'leila@example.org', 'display_name' => 'ليلى بنعمر', 'role' => 'editor', 'locale' => '']);
wp_insert_user(['user_login' => 'said', 'user_pass' => 'password', 'user_email' => 'said@example.org', 'display_name' => 'سعيد الوزاني', 'role' => 'subscriber']);
echo "$wp_version\n";

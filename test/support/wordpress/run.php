<?php
// Runs PHP in a WordPress, from its folder, and prints what it returns as JSON: run.php ROOT CODE.
$_SERVER['HTTP_HOST'] = 'localhost';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
$_SERVER['REQUEST_URI'] = '/';
$_SERVER['REQUEST_METHOD'] = 'GET';
require $argv[1] . '/wp-load.php';
foreach (['plugin', 'theme', 'file', 'privacy-tools'] as $file) require_once ABSPATH . "wp-admin/includes/$file.php";
echo json_encode((function () use ($argv) { return eval($argv[2]); })());

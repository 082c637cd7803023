"use strict";
window.formpress = window.formpress || {};

/** Runs of jobs and cron jobs. */
@NullMarked
package dev.slipway.api.jobs;

import org.jspecify.annotations.NullMarked;

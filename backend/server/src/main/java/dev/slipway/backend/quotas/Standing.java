package dev.slipway.backend.quotas;

import dev.slipway.api.quotas.Amounts;

/** What an organization may have and has, at one moment. */
record Standing(Amounts limits, Amounts used) {}

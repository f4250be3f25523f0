package dev.slipway.api.people;

/**
 * @param code of six digits
 */
public record ConfirmTotp(String code) {}

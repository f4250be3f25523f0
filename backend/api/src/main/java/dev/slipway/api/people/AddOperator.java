package dev.slipway.api.people;

/**
 * @param email of somebody who has an account
 */
public record AddOperator(String email) {}

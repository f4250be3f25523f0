package dev.slipway.api.people;

/**
 * @param slug part of the addresses of its apps' repositories and images; it stays
 * @param name as people read it
 */
public record CreateOrganization(String slug, String name) {}

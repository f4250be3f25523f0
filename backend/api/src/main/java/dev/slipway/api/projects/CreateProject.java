package dev.slipway.api.projects;

public record CreateProject(String slug) {}

package dev.slipway.api.registries;

import dev.slipway.api.Page;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Registries of the organization's own: images come from there, and builds can go there. */
@HttpExchange("/api/v1/organizations/{organization}/registries")
public interface RegistriesApi {
  @GetExchange
  List<RegistryView> list(@PathVariable UUID organization);

  /** Signs in there before it answers; a refusal is kept with it and shown. */
  @PostExchange
  @ResponseStatus(HttpStatus.CREATED)
  RegistryView add(@PathVariable UUID organization, @RequestBody AddRegistry request);

  @GetExchange("/{registry}")
  RegistryView registry(@PathVariable UUID organization, @PathVariable UUID registry);

  /** Signs in there again with what is new. */
  @PatchExchange("/{registry}")
  RegistryView update(
      @PathVariable UUID organization,
      @PathVariable UUID registry,
      @RequestBody UpdateRegistry request);

  /** Signs in there now. */
  @PostExchange("/{registry}/check")
  RegistryView check(@PathVariable UUID organization, @PathVariable UUID registry);

  /**
   * What is in it, by name; asked there now, and nothing is written. Where the registry does not
   * list what it has, those that apps use.
   */
  @GetExchange("/{registry}/repositories")
  RegistryRepositoriesView repositories(
      @PathVariable UUID organization,
      @PathVariable UUID registry,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "50") int limit);

  /** Tags of a repository there, the last of the alphabet first. */
  @GetExchange("/{registry}/tags")
  Page<RegistryImageView> tags(
      @PathVariable UUID organization,
      @PathVariable UUID registry,
      @RequestParam(defaultValue = "") String repository,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "10") int limit);

  /** Refused while an app's image comes from there. */
  @DeleteExchange("/{registry}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable UUID organization, @PathVariable UUID registry);
}

package dev.slipway.backend.projects;

import static dev.slipway.backend.security.Permission.CONFIG_READ;
import static dev.slipway.backend.security.Permission.CONFIG_WRITE;
import static dev.slipway.backend.security.Permission.SECRETS_WRITE;

import dev.slipway.api.apps.ConfigApi;
import dev.slipway.api.apps.ConfigVariableView;
import dev.slipway.api.apps.SetVariable;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.security.Authorizer;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ConfigController implements ConfigApi {
  private final Authorizer authorizer;
  private final ConfigService config;

  ConfigController(Authorizer authorizer, ConfigService config) {
    this.authorizer = authorizer;
    this.config = config;
  }

  @Override
  public List<ConfigVariableView> list(UUID app) {
    return config.list(authorizer.app(new AppId(app), CONFIG_READ));
  }

  @Override
  public ConfigVariableView set(UUID app, String key, SetVariable request) {
    return config.set(
        authorizer.app(new AppId(app), request.secret() ? SECRETS_WRITE : CONFIG_WRITE),
        new VariableKey(key),
        request);
  }

  @Override
  public void remove(UUID app, String key) {
    config.remove(authorizer.app(new AppId(app), CONFIG_WRITE), new VariableKey(key));
  }
}

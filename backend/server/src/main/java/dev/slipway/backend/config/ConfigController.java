package dev.slipway.backend.config;

import static dev.slipway.backend.security.Permission.CONFIG_READ;
import static dev.slipway.backend.security.Permission.CONFIG_WRITE;
import static dev.slipway.backend.security.Permission.SECRETS_WRITE;

import dev.slipway.api.config.ConfigApi;
import dev.slipway.api.config.ConfigView;
import dev.slipway.api.config.ImportEnv;
import dev.slipway.api.config.ImportView;
import dev.slipway.api.config.ReplaceConfig;
import dev.slipway.api.config.SetVariable;
import dev.slipway.api.config.VariableView;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Permission;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
  public ConfigView list(UUID app) {
    return config.list(enter(app, CONFIG_READ));
  }

  @Override
  public VariableView variable(UUID app, String key) {
    return config.variable(enter(app, CONFIG_READ), new VariableKey(key));
  }

  @Override
  public VariableView set(UUID app, String key, SetVariable request, @Nullable String ifMatch) {
    ConfigPlace place = enter(app, request.secret() ? SECRETS_WRITE : CONFIG_WRITE);
    return config.set(place, new VariableKey(key), request, IfMatch.version(ifMatch));
  }

  @Override
  public void remove(UUID app, String key, @Nullable String ifMatch) {
    ConfigPlace place = enter(app, CONFIG_WRITE);
    config.remove(place, new VariableKey(key), IfMatch.version(ifMatch));
  }

  @Override
  public ConfigView replace(UUID app, ReplaceConfig request, @Nullable String ifMatch) {
    return config.replace(enter(app, CONFIG_WRITE), request, IfMatch.required(ifMatch));
  }

  @Override
  public ImportView importEnv(UUID app, ImportEnv request, @Nullable String ifMatch) {
    return config.importEnv(enter(app, CONFIG_WRITE), request, IfMatch.version(ifMatch));
  }

  private ConfigPlace enter(UUID app, Permission permission) {
    return ConfigPlace.of(authorizer.app(new AppId(app), permission));
  }
}

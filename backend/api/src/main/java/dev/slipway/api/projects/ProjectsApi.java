package dev.slipway.api.projects;

import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

@HttpExchange("/api/v1")
public interface ProjectsApi {
  @GetExchange("/organizations/{organization}/projects")
  List<ProjectView> list(@PathVariable UUID organization);

  /** A new project comes with an environment named production. */
  @PostExchange("/organizations/{organization}/projects")
  @ResponseStatus(HttpStatus.CREATED)
  ProjectView create(@PathVariable UUID organization, @RequestBody CreateProject request);

  @GetExchange("/projects/{project}")
  ProjectView project(@PathVariable UUID project);

  /** Refused with a conflict while the project has apps. */
  @DeleteExchange("/projects/{project}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable UUID project);

  @PostExchange("/projects/{project}/environments")
  @ResponseStatus(HttpStatus.CREATED)
  EnvironmentView createEnvironment(
      @PathVariable UUID project, @RequestBody CreateEnvironment request);
}

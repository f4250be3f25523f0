package dev.slipway.api.people;

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

/**
 * Who operates the platform: nodes, quotas, other operators. That gives no right in any
 * organization. For operators.
 */
@HttpExchange("/api/v1/operators")
public interface OperatorsApi {
  @GetExchange
  List<OperatorView> list();

  @PostExchange
  @ResponseStatus(HttpStatus.CREATED)
  OperatorView add(@RequestBody AddOperator request);

  /** The last one stays. Needs a recent proof. */
  @DeleteExchange("/{person}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable UUID person);
}

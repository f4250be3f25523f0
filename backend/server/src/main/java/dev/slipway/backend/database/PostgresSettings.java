package dev.slipway.backend.database;

import java.util.List;

/** What the embedded PostgreSQL is told at each start. */
final class PostgresSettings {
  static final List<String> ALL =
      List.of(
          // What was acknowledged survives a power cut.
          "fsync=on",
          "synchronous_commit=on",
          "full_page_writes=on",
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "password_encryption=scram-sha-256",
          "max_connections=50",
          // A small machine's share: the whole control plane has a few hundred megabytes.
          "shared_buffers=32MB",
          "work_mem=4MB",
          "maintenance_work_mem=32MB",
          "min_wal_size=32MB",
          "max_wal_size=256MB",
          "huge_pages=off",
          "io_method=sync",
          "jit=off",
          "max_parallel_workers_per_gather=0",
          "max_wal_senders=0",
          "max_logical_replication_workers=0",
          // A client that was killed is noticed while its statement runs, and its locks are freed.
          "client_connection_check_interval=500ms",
          "tcp_keepalives_idle=5",
          "tcp_keepalives_interval=2",
          "tcp_keepalives_count=3",
          "log_line_prefix=%m [%p] %q%u ",
          "log_checkpoints=off",
          "log_min_duration_statement=1s",
          // Values may be secrets.
          "log_parameter_max_length=0",
          "log_parameter_max_length_on_error=0",
          "timezone=UTC",
          "log_timezone=UTC");

  private PostgresSettings() {}
}

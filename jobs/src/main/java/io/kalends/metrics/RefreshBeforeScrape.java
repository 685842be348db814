package io.kalends.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/** Brings the gauges of the database up to date before they are scraped. */
public final class RefreshBeforeScrape implements Filter {
  private final DatabaseGauges gauges;
  private final MeterRegistry registry;

  public RefreshBeforeScrape(DatabaseGauges gauges, MeterRegistry registry) {
    this.gauges = gauges;
    this.registry = registry;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    gauges.refresh(registry);
    chain.doFilter(request, response);
  }
}

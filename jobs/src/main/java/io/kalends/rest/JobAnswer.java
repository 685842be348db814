package io.kalends.rest;

import io.swagger.v3.oas.annotations.media.Schema;

/** What a POST for a job is answered with: the run, or with dryRun the plan. */
@Schema(oneOf = {RunAnswer.class, PlanAnswer.class})
public sealed interface JobAnswer permits RunAnswer, PlanAnswer {}

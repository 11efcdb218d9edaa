package io.sidelight.inst.concurrent;

import static io.sidelight.core.weave.MethodRule.method;
import static io.sidelight.core.weave.MethodRule.overloads;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.MethodRule;
import java.util.ArrayList;
import java.util.List;

/** The methods of CompletableFuture through which every function passes on its way in. */
final class CompletableFutureRules {
  private static final String FUTURE = "Ljava/util/concurrent/CompletableFuture;";
  private static final String EXECUTOR = "Ljava/util/concurrent/Executor;";
  private static final String OTHER = "Ljava/util/concurrent/CompletionStage;";

  private CompletableFutureRules() {}

  static ClassRule futures() {
    List<MethodRule> rules = new ArrayList<>();
    stage(rules, "uniApplyStage", EXECUTOR, "Function");
    stage(rules, "uniAcceptStage", EXECUTOR, "Consumer");
    stage(rules, "uniWhenCompleteStage", EXECUTOR, "BiConsumer");
    stage(rules, "uniHandleStage", EXECUTOR, "BiFunction");
    stage(rules, "uniComposeStage", EXECUTOR, "Function");
    // Without an executor before Java 12, which also brought the other one.
    stage(rules, "uniExceptionallyStage", "", "Function");
    stage(rules, "uniExceptionallyStage", EXECUTOR, "Function");
    stage(rules, "uniComposeExceptionallyStage", EXECUTOR, "Function");
    stage(rules, "biApplyStage", EXECUTOR + OTHER, "BiFunction");
    stage(rules, "biAcceptStage", EXECUTOR + OTHER, "BiConsumer");
    stage(rules, "orApplyStage", EXECUTOR + OTHER, "Function");
    stage(rules, "orAcceptStage", EXECUTOR + OTHER, "Consumer");
    stage(rules, "asyncSupplyStage", EXECUTOR, "Supplier");
    rules.add(overloads("uniRunStage", "Wrapping").replace(1, "runnable"));
    rules.add(overloads("biRunStage", "Wrapping").replace(2, "runnable"));
    rules.add(overloads("orRunStage", "Wrapping").replace(2, "runnable"));
    rules.add(overloads("asyncRunStage", "Wrapping").replace(1, "runnable"));
    rules.add(overloads("completeAsync", "Wrapping").replace(0, "supplier"));
    return ClassRule.named("java.util.concurrent.CompletableFuture")
        .weave(rules.toArray(new MethodRule[0]));
  }

  private static void stage(List<MethodRule> rules, String name, String before, String function) {
    String descriptor = "(" + before + "Ljava/util/function/" + function + ";)" + FUTURE;
    int parameter = before.isEmpty() ? 0 : before.equals(EXECUTOR) ? 1 : 2;
    String wrap = Character.toLowerCase(function.charAt(0)) + function.substring(1);
    rules.add(method(name, descriptor, "Wrapping").replace(parameter, wrap));
  }
}

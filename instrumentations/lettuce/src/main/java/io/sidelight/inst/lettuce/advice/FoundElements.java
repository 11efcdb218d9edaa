package io.sidelight.inst.lettuce.advice;

import io.lettuce.core.Value;
import io.lettuce.core.output.StreamingOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.RedisCommand;
import java.util.Collection;

/**
 * Counts the elements of a reply on their way to a reactive subscriber, which keeps none of them.
 * Used by the thread that reads the reply.
 */
final class FoundElements<T> extends StreamingOutput.Subscriber<T> {
  private final StreamingOutput.Subscriber<T> subscriber;
  int hits;
  int misses;

  private FoundElements(StreamingOutput.Subscriber<T> subscriber) {
    this.subscriber = subscriber;
  }

  /** Counts those of the command's reply, if nobody else will hold them. */
  static void count(RedisCommand<?, ?, ?> command) {
    Object output = command.getOutput();
    if (!(command instanceof AsyncCommand) && output instanceof StreamingOutput) {
      count((StreamingOutput<?>) output);
    }
  }

  private static <T> void count(StreamingOutput<T> output) {
    StreamingOutput.Subscriber<T> subscriber = output.getSubscriber();
    if (subscriber != null) {
      output.setSubscriber(new FoundElements<>(subscriber));
    }
  }

  @Override
  public void onNext(T element) {
    look(element);
    subscriber.onNext(element);
  }

  @Override
  public void onNext(Collection<T> target, T element) {
    look(element);
    subscriber.onNext(target, element);
  }

  private void look(T element) {
    if (!(element instanceof Value) || ((Value<?>) element).hasValue()) {
      hits++;
    } else {
      misses++;
    }
  }
}

/* Runs a command and prints to the file RESULT what it took, by the system's own account of that very process and of what it
 * waited for: "wall user system peak", three times in seconds and the largest process in bytes.
 *
 * It is a program of its own since a process begins with the peak of the one that started it: under an interpreter, no
 * program could take less than the interpreter.
 *
 * build: cc -O2 measure.c -o measure
 * usage: measure RESULT COMMAND…
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

static double seconds(struct timeval time) { return time.tv_sec + time.tv_usec / 1e6; }

int main(int argc, char **argv) {
  if (argc < 3) return fprintf(stderr, "usage: measure RESULT COMMAND…\n"), 2;
  double start = now();
  pid_t child = fork();
  if (child == 0) {
    execvp(argv[2], argv + 2);
    perror(argv[2]);
    _exit(127);
  }
  int status;
  struct rusage usage;
  if (child < 0 || wait4(child, &status, 0, &usage) < 0) return perror("measure"), 2;
  double wall = now() - start;
#ifdef __APPLE__
  long long peak = usage.ru_maxrss;
#else
  long long peak = usage.ru_maxrss * 1024LL;
#endif
  FILE *result = fopen(argv[1], "w");
  if (!result) return perror(argv[1]), 2;
  fprintf(result, "%.6f %.6f %.6f %lld\n", wall, seconds(usage.ru_utime), seconds(usage.ru_stime), peak);
  fclose(result);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* Tells the thread sanitizer of Swift's own Mutex on Linux, whose slow path lies in a library that is not instrumented: without
 * this, each wait for a Mutex looks like a race of what it guards. Loaded before the tests; a race of anything else is found.
 *
 * build: clang -O1 -shared -fPIC mutex.c -o mutex.so
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"
#define METHOD __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *self

void __tsan_acquire(void *address);
void __tsan_release(void *address);

METHOD void lock(uint32_t thread, SELF) __asm__(LOCK);
METHOD void lock(uint32_t thread, SELF) {
  METHOD void (*original)(uint32_t, SELF) = dlsym(RTLD_NEXT, LOCK);
  original(thread, self);
  __tsan_acquire(self);
}

METHOD void unlock(SELF) __asm__(UNLOCK);
METHOD void unlock(SELF) {
  METHOD void (*original)(SELF) = dlsym(RTLD_NEXT, UNLOCK);
  __tsan_release(self);
  original(self);
}

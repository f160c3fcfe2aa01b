//! Work on a thread of its own, so that the window is never held up: how far it is, a way to stop it, and its answer.
//!
//! Whoever started it asks for the answer in every frame and goes on drawing. A job that nobody waits for any more
//! stops by itself.
//!
//! Edges: stopping is asked for, not forced: the work looks up between two rows, and leaves nothing half done.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use crate::session::import::Progress;

/// Work that is going on.
#[derive(Debug)]
pub struct Job<T> {
    shared: Arc<Shared>,
    answer: Receiver<T>,
}

#[derive(Debug, Default)]
struct Shared {
    done: AtomicU64,
    of: AtomicU64,
    is_stopping: AtomicBool,
}

/// What has become of a job.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer<T> {
    /// It is not done yet.
    Waiting,
    /// It is done. It is given once.
    Done(T),
    /// The thread is gone without an answer; it has been given, or the program could not go on there.
    Gone,
}

impl<T: Send + 'static> Job<T> {
    /// Starts the work. It is given a function to tell how far it is, which answers whether to go on.
    ///
    /// # Errors
    /// When the machine gives no thread.
    pub fn start(
        name: &str,
        work: impl FnOnce(&mut dyn FnMut(Progress) -> bool) -> T + Send + 'static,
    ) -> std::io::Result<Self> {
        let shared = Arc::new(Shared::default());
        let (tell, answer) = channel();
        let within = Arc::clone(&shared);
        std::thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || {
                let done = work(&mut |at| within.at(at));
                // Nobody waits for the answer when the window has closed meanwhile.
                drop(tell.send(done));
            })?;
        Ok(Self { shared, answer })
    }
}

impl<T> Job<T> {
    /// How far it is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        Progress {
            done: self.shared.done.load(Ordering::Relaxed),
            of: self.shared.of.load(Ordering::Relaxed),
        }
    }

    /// Asks it to stop.
    pub fn stop(&self) {
        self.shared.is_stopping.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked to stop.
    #[must_use]
    pub fn is_stopping(&self) -> bool {
        self.shared.is_stopping.load(Ordering::Relaxed)
    }

    /// What has become of it.
    #[must_use]
    pub fn answer(&self) -> Answer<T> {
        match self.answer.try_recv() {
            Ok(done) => Answer::Done(done),
            Err(TryRecvError::Empty) => Answer::Waiting,
            Err(TryRecvError::Disconnected) => Answer::Gone,
        }
    }
}

impl<T> Drop for Job<T> {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Shared {
    fn at(&self, at: Progress) -> bool {
        self.done.store(at.done, Ordering::Relaxed);
        self.of.store(at.of, Ordering::Relaxed);
        !self.is_stopping.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait<T>(job: &Job<T>) -> Answer<T> {
        loop {
            match job.answer() {
                Answer::Waiting => std::thread::yield_now(),
                other => return other,
            }
        }
    }

    #[test]
    fn an_answer_is_given_once() {
        let job = Job::start("count", |tick| {
            tick(Progress { done: 3, of: 4 });
            7
        })
        .unwrap();
        assert_eq!(wait(&job), Answer::Done(7));
        assert_eq!(job.progress(), Progress { done: 3, of: 4 });
        assert_eq!(wait(&job), Answer::Gone);
    }

    #[test]
    fn a_job_stops_when_it_is_asked_or_forgotten() {
        let endless = |tick: &mut dyn FnMut(Progress) -> bool| {
            let mut n = 0;
            while tick(Progress { done: n, of: 0 }) {
                n += 1;
                std::thread::yield_now();
            }
        };
        let job = Job::start("endless", endless).unwrap();
        assert!(!job.is_stopping());
        job.stop();
        assert_eq!(wait(&job), Answer::Done(()));
        let forgotten = Job::start("forgotten", endless).unwrap();
        let shared = Arc::downgrade(&forgotten.shared);
        drop(forgotten);
        while shared.upgrade().is_some() {
            std::thread::yield_now();
        }
    }

    #[test]
    fn a_thread_that_breaks_leaves_no_one_waiting() {
        let job: Job<()> = Job::start("broken", |_| panic!("as it should")).unwrap();
        assert_eq!(wait(&job), Answer::Gone);
    }
}

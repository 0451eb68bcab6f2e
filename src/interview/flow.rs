//! Minimum-cost flow by successive shortest paths: exact, and fast enough for a loop of interviewers.

use std::collections::VecDeque;

struct Edge {
    to: usize,
    left: u32,
    cost: i64,
}

/// A directed network with capacities and costs; an edge and its reverse are adjacent.
#[derive(Default)]
pub(super) struct Network {
    edges: Vec<Edge>,
    out: Vec<Vec<usize>>,
}

impl Network {
    /// Adds a node and returns its number.
    pub(super) fn node(&mut self) -> usize {
        self.out.push(Vec::new());
        self.out.len() - 1
    }

    /// Adds an edge and returns its number.
    pub(super) fn edge(&mut self, from: usize, to: usize, capacity: u32, cost: i64) -> usize {
        let number = self.edges.len();
        self.edges.push(Edge { to, left: capacity, cost });
        self.edges.push(Edge { to: from, left: 0, cost: -cost });
        for (node, edge) in [(from, number), (to, number + 1)] {
            if let Some(out) = self.out.get_mut(node) {
                out.push(edge);
            }
        }
        number
    }

    /// Whether an edge of capacity one carries flow.
    pub(super) fn used(&self, edge: usize) -> bool {
        self.edges.get(edge).is_some_and(|e| e.left == 0)
    }

    /// Sends one unit from `source` to `sink` along the cheapest path; false if there is none.
    pub(super) fn send(&mut self, source: usize, sink: usize) -> bool {
        let came_by = self.cheapest(source);
        let mut at = sink;
        let mut path = Vec::new();
        while at != source {
            let Some(edge) = came_by.get(at).copied().flatten() else { return false };
            path.push(edge);
            let Some(back) = self.edges.get(edge ^ 1) else { return false };
            at = back.to;
        }
        for edge in path {
            if let Some(e) = self.edges.get_mut(edge) {
                e.left -= 1;
            }
            if let Some(e) = self.edges.get_mut(edge ^ 1) {
                e.left += 1;
            }
        }
        true
    }

    /// The last edge of the cheapest path to each node (Bellman-Ford with a queue, since reverse edges have
    /// negative costs).
    fn cheapest(&self, source: usize) -> Vec<Option<usize>> {
        let mut cost: Vec<Option<i64>> = vec![None; self.out.len()];
        let mut came_by = vec![None; self.out.len()];
        let mut waiting = vec![false; self.out.len()];
        let mut queue = VecDeque::from([source]);
        if let Some(start) = cost.get_mut(source) {
            *start = Some(0);
        }
        while let Some(node) = queue.pop_front() {
            if let Some(w) = waiting.get_mut(node) {
                *w = false;
            }
            let Some(so_far) = cost.get(node).copied().flatten() else { continue };
            for &number in self.out.get(node).into_iter().flatten() {
                let Some(edge) = self.edges.get(number).filter(|e| e.left > 0) else { continue };
                let Some(there) = cost.get_mut(edge.to) else { continue };
                let new = so_far + edge.cost;
                if there.is_some_and(|old| old <= new) {
                    continue;
                }
                *there = Some(new);
                if let Some(by) = came_by.get_mut(edge.to) {
                    *by = Some(number);
                }
                if let Some(w) = waiting.get_mut(edge.to).filter(|w| !**w) {
                    *w = true;
                    queue.push_back(edge.to);
                }
            }
        }
        came_by
    }
}
